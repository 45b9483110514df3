package org.asyncmark.pattern.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Leftovers;
import org.asyncmark.pattern.RunningBackend;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The models with their real leaves, as the benchmark opens them. */
@Timeout(20)
class GathersTest {
  private static final int FAN_OUT = 40;
  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

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
    try (Gather gather = open(model, leaf, new LeafTimes("test", FAN_OUT))) {
      assertThat(gather.failFast(FAN_OUT)).isEqualTo(LongStream.range(0, FAN_OUT).boxed().toList());
      assertThat(gather.collect(FAN_OUT))
          .isEqualTo(LongStream.range(0, FAN_OUT).mapToObj(Outcome::of).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("leavesByModel")
  void everyLeafNotesWhenItWorked(Model model, LeafKind leaf) throws Exception {
    LeafTimes times = new LeafTimes("test", FAN_OUT);
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
    Leftovers.requireNone(
        () -> {
          Gather gather = open(model, leaf, new LeafTimes("test", FAN_OUT));
          gather.failFast(FAN_OUT);
          gather.close();
          gather.close();
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource
  void theDefaultExecutorDoesTheSameWork(LeafKind leaf) throws Exception {
    LeafTimes times = new LeafTimes("test", FAN_OUT);
    LeafSpec spec = new LeafSpec(leaf, 10, 1_000, 64, 8, BACKEND.port());
    try (Gather gather = Gathers.openOnDefaultExecutor(spec, times);
        LatencyRecorder recorder = LatencyRecorder.open("leaf")) {
      assertThat(gather.failFast(FAN_OUT)).isEqualTo(LongStream.range(0, FAN_OUT).boxed().toList());
      times.recordInto(recorder, FAN_OUT);
      assertThat(gather.collect(FAN_OUT))
          .isEqualTo(LongStream.range(0, FAN_OUT).mapToObj(Outcome::of).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void aBackendThatIsNotThereIsAnErrorThatSaysSo(Model model) throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Set<Thread> threads = Leftovers.threads();
    LeafSpec spec = new LeafSpec(LeafKind.HTTP, 0, 0, 64, 4, free);
    assertThatThrownBy(() -> Gathers.open(model, spec, 4, new LeafTimes("test", 1)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("wanted 4 connections to the backend on port " + free + ": ");
    assertThat(Leftovers.threads()).isSubsetOf(threads);
  }

  private static Gather open(Model model, LeafKind leaf, LeafTimes times) {
    return Gathers.open(model, new LeafSpec(leaf, 10, 1_000, 64, 8, BACKEND.port()), 8, times);
  }
}
