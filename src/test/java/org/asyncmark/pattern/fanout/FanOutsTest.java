package org.asyncmark.pattern.fanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Set;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models with their real leaves, as the benchmark opens them. */
@Timeout(20)
class FanOutsTest {
  private static final int FAN_OUT = 40;
  private static final int LIMIT = 8;
  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  static Stream<Arguments> leavesByWay() {
    return ways()
        .flatMap(
            way ->
                Stream.of(LeafKind.values())
                    .flatMap(
                        leaf ->
                            Stream.of(PermitPlace.values())
                                .map(
                                    place ->
                                        Arguments.of(way.get()[0], way.get()[1], place, leaf))));
  }

  static Stream<Arguments> ways() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(FanOutMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .map(mechanism -> Arguments.of(model, mechanism)));
  }

  @ParameterizedTest
  @MethodSource("leavesByWay")
  void everyLeafGivesItsValueInItsPlaceAndNotesItsTimes(
      Model model, FanOutMechanism mechanism, PermitPlace place, LeafKind leaf) throws Exception {
    LeafTimes times = new LeafTimes("test", FAN_OUT);
    LeafTimes waits = LeafTimes.ofWaits("test", FAN_OUT, "permit");
    try (FanOut fan =
            FanOuts.open(spec(model, mechanism, place), leaf(leaf, BACKEND.port()), times, waits);
        LatencyRecorder recorder = LatencyRecorder.open("leaf")) {
      assertThat(fan.run(FAN_OUT)).isEqualTo(LongStream.range(0, FAN_OUT).boxed().toList());
      times.recordInto(recorder, FAN_OUT);
      waits.recordInto(recorder, FAN_OUT);
      assertThat(times.mostAtOnce(FAN_OUT)).isBetween(1, LIMIT);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void leavesThatWaitFillTheLimit(Model model, FanOutMechanism mechanism) throws Exception {
    LeafTimes times = new LeafTimes("test", FAN_OUT);
    try (FanOut fan =
        FanOuts.open(
            spec(model, mechanism, PermitPlace.INSIDE),
            leaf(LeafKind.TIMER, 0),
            times,
            LeafTimes.ofWaits("test", FAN_OUT, "permit"))) {
      int most = 0;
      while (most < LIMIT) { // the first op may be slow; the time limit ends a wait in vain
        fan.run(FAN_OUT);
        most = Math.max(most, times.mostAtOnce(FAN_OUT));
      }
      assertThat(most).isEqualTo(LIMIT);
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  @EnabledOnOs(OS.LINUX)
  void closeLeavesNoThreadAndNoDescriptor(Model model, FanOutMechanism mechanism) throws Exception {
    Leftovers.requireNone(
        () -> {
          FanOut fan =
              FanOuts.open(
                  spec(model, mechanism, PermitPlace.INSIDE),
                  leaf(LeafKind.HTTP, BACKEND.port()),
                  new LeafTimes("test", FAN_OUT),
                  new LeafTimes("test", FAN_OUT));
          fan.run(FAN_OUT);
          fan.close();
          fan.close();
          return null;
        });
  }

  @ParameterizedTest
  @MethodSource("ways")
  void aBackendThatIsNotThereIsAnErrorThatSaysSo(Model model, FanOutMechanism mechanism)
      throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Set<Thread> threads = Leftovers.threads();
    assertThatThrownBy(
            () ->
                FanOuts.open(
                    spec(model, mechanism, PermitPlace.INSIDE),
                    leaf(LeafKind.HTTP, free),
                    new LeafTimes("test", 1),
                    new LeafTimes("test", 1)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("wanted 8 connections to the backend on port " + free + ": ");
    assertThat(Leftovers.threads()).isSubsetOf(threads);
  }

  @Test
  void aMechanismOfAnotherModelIsRefused() {
    assertThatThrownBy(() -> spec(Model.LOOP, FanOutMechanism.POOL, PermitPlace.INSIDE))
        .hasMessage("model loop has no mechanism pool");
  }

  private static FanOuts.Spec spec(Model model, FanOutMechanism mechanism, PermitPlace place) {
    return new FanOuts.Spec(model, mechanism, LIMIT, place, FAN_OUT);
  }

  private static LeafSpec leaf(LeafKind kind, int port) {
    return new LeafSpec(kind, 10, 1_000, 64, LIMIT, port);
  }
}
