package org.asyncmark.pattern.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.Backend;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models with their real leaves, as the benchmark opens them. */
@Timeout(20)
class GathersTest {
  private static final int FAN_OUT = 40;
  private static Backend backend;

  @BeforeAll
  static void startBackend() {
    backend = Backend.start(0);
  }

  @AfterAll
  static void stopBackend() {
    backend.close();
  }

  static Stream<Arguments> leavesByModel() {
    return models()
        .flatMap(model -> Stream.of(LeafKind.values()).map(leaf -> Arguments.of(model, leaf)));
  }

  static Stream<Model> models() {
    return Model.available().stream();
  }

  @ParameterizedTest
  @MethodSource("leavesByModel")
  void everyLeafGivesItsValueInItsPlaceInBothVariants(Model model, LeafKind leaf)
      throws ExecutionException, InterruptedException {
    try (Gather gather = open(model, leaf, new LeafTimes(FAN_OUT))) {
      assertThat(gather.failFast(FAN_OUT)).isEqualTo(LongStream.range(0, FAN_OUT).boxed().toList());
      assertThat(gather.collect(FAN_OUT))
          .isEqualTo(LongStream.range(0, FAN_OUT).mapToObj(Outcome::of).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("leavesByModel")
  void everyLeafNotesWhenItWorked(Model model, LeafKind leaf) throws Exception {
    LeafTimes times = new LeafTimes(FAN_OUT);
    try (Gather gather = open(model, leaf, times);
        LatencyRecorder recorder = LatencyRecorder.open("leaf")) {
      gather.failFast(FAN_OUT);
      times.recordInto(recorder, FAN_OUT);
    }
  }

  @ParameterizedTest
  @MethodSource("leavesByModel")
  @EnabledOnOs(OS.LINUX)
  void closeLeavesNoThreadAndNoDescriptor(Model model, LeafKind leaf) throws Exception {
    useAndClose(model, leaf); // loads what stays for good
    Set<Thread> threads = threads();
    long descriptors = descriptors();
    useAndClose(model, leaf);
    assertThat(threads()).isSubsetOf(threads);
    assertThat(descriptorsOnceAcceptedOnesAreGone(descriptors)).isLessThanOrEqualTo(descriptors);
  }

  @ParameterizedTest
  @MethodSource("models")
  void aBackendThatIsNotThereIsAnErrorThatSaysSo(Model model) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Set<Thread> threads = threads();
    LeafSpec spec = new LeafSpec(LeafKind.HTTP, 0, 0, 64, 4, free);
    assertThatThrownBy(() -> Gathers.open(model, spec, 4, new LeafTimes(1)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("wanted 4 connections to the backend on port " + free + ": ");
    assertThat(threads()).isSubsetOf(threads);
  }

  private static void useAndClose(Model model, LeafKind leaf) throws Exception {
    Gather gather = open(model, leaf, new LeafTimes(FAN_OUT));
    gather.failFast(FAN_OUT);
    gather.close();
    gather.close();
  }

  private static Gather open(Model model, LeafKind leaf, LeafTimes times) {
    return Gathers.open(model, new LeafSpec(leaf, 10, 1_000, 64, 8, backend.port()), 8, times);
  }

  /** Returns the threads that a model starts; the JDK's own helpers are daemons and stay. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() || thread.getName().startsWith("http-"))
        .collect(Collectors.toSet());
  }

  /** The backend, which is in this JVM here, closes its side when it learns that ours is closed. */
  private static long descriptorsOnceAcceptedOnesAreGone(long wanted) throws IOException {
    long now = descriptors();
    while (now > wanted) { // the time limit of the test ends a wait in vain
      Thread.onSpinWait();
      now = descriptors();
    }
    return now;
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }
}
