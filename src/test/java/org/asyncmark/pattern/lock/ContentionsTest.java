package org.asyncmark.pattern.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.queue.Ledger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The models with their real locks and holds, as the benchmark opens them. */
@Timeout(20)
class ContentionsTest {
  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  static Stream<Arguments> holdsByMechanism() {
    return mechanisms()
        .flatMap(
            each ->
                Stream.of(HoldKind.values())
                    .filter(hold -> each.get()[1] != LockMechanism.CONFINEMENT || !hold.waits())
                    .map(hold -> Arguments.of(each.get()[0], each.get()[1], hold)));
  }

  static Stream<Arguments> mechanisms() {
    return Model.available().stream()
        .flatMap(
            model ->
                LockMechanism.of(model).stream().map(mechanism -> Arguments.of(model, mechanism)));
  }

  @ParameterizedTest
  @MethodSource("holdsByMechanism")
  void everyCounterIsExactAndEveryHoldIsDone(Model model, LockMechanism mechanism, HoldKind hold)
      throws Exception {
    for (LockPlan plan :
        new LockPlan[] {
          new LockPlan(8, 1, 5), new LockPlan(8, 3, 5), new LockPlan(8, 8, 5),
        }) {
      Ledger ledger = new Ledger(plan);
      LeafTimes times = new LeafTimes("test", plan.leaves());
      try (Contention contention =
              Contentions.open(model, mechanism, ledger, hold(hold, times, BACKEND.port()), 2);
          LatencyRecorder leaf = LatencyRecorder.open("leaf")) {
        ledger.clear();
        contention.run();
        assertThat(ledger.violation()).isNull();
        if (hold != HoldKind.NONE) {
          times.recordInto(leaf, plan.leaves());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void closeLeavesNoThread(Model model, LockMechanism mechanism) throws Exception {
    Set<Thread> threads = threads();
    HoldKind hold = mechanism == LockMechanism.CONFINEMENT ? HoldKind.CPU : HoldKind.HTTP;
    LockPlan plan = new LockPlan(4, 1, 2);
    Contention contention =
        Contentions.open(
            model,
            mechanism,
            new Ledger(plan),
            hold(hold, new LeafTimes("test", plan.leaves()), BACKEND.port()),
            2);
    contention.run();
    contention.close();
    contention.close();
    assertThat(threads()).isSubsetOf(threads);
  }

  @ParameterizedTest
  @MethodSource("mechanisms")
  void aBackendThatIsNotThereIsAnErrorThatLeavesNoThread(Model model, LockMechanism mechanism) {
    Set<Thread> threads = threads();
    Hold nobodyListens = hold(HoldKind.HTTP, new LeafTimes("test", 1), 1);
    Ledger ledger = new Ledger(new LockPlan(1, 1, 1));
    assertThatThrownBy(() -> Contentions.open(model, mechanism, ledger, nobodyListens, 2))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("wanted 4 connections to the backend on port 1: ");
    assertThat(threads()).isSubsetOf(threads);
  }

  @Test
  void aMechanismOfAnotherModelIsRefused() {
    Ledger ledger = new Ledger(new LockPlan(1, 1, 1));
    Hold hold = new Hold(null, new LeafTimes("test", 0));
    assertThatThrownBy(() -> Contentions.open(Model.LOOP, LockMechanism.REENTRANT, ledger, hold, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model loop has no mechanism 'reentrant'; choose from loop-lock, confinement");
  }

  private static Hold hold(HoldKind kind, LeafTimes times, int port) {
    LeafKind leaf = kind.leaf();
    return new Hold(leaf == null ? null : new LeafSpec(leaf, 10, 100, 64, 4, port), times);
  }

  /** Returns the threads that a model starts; the JDK's own helpers are daemons and stay. */
  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon() || thread.getName().startsWith("http-"))
        .collect(Collectors.toSet());
  }
}
