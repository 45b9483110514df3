package org.asyncmark.pattern.cancel;

import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelContractTest extends ContractTest<CancelMechanism> {
  /** As many timers as a cancelled group may have on one CPU. */
  private static final int MANY = 1_000;

  /** Each has a connection with two ends in this JVM. */
  private static final int FEW = 20;

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  CancelContractTest() {
    super(CancelMechanism.values());
  }

  /** What stays open for good once it was needed: the JDK's selectors of virtual threads. */
  @BeforeAll
  static void openWhatStays() throws Exception {
    if (Model.available().contains(Model.VIRTUAL)) {
      try (Stages stages = new Stages(Model.VIRTUAL)) {
        CancelContract.Subject subject =
            subject(Waiting.HTTP, CancelMechanism.FUTURE_CANCEL).apply(stages);
        Cancellation cancellation = subject.open(subject.op(FEW));
        cancellation.arm();
        cancellation.cancel();
      }
    }
  }

  @Override
  protected Stream<Case<?>> cases(Model model, CancelMechanism mechanism) {
    return Stream.of(Waiting.values())
        .flatMap(
            waiting ->
                cases(
                    model,
                    mechanism,
                    waiting.name(),
                    CancelContract.values(),
                    subject(waiting, mechanism)));
  }

  private static Function<Stages, CancelContract.Subject> subject(
      Waiting waiting, CancelMechanism mechanism) {
    return switch (waiting) {
      case TIMER -> stages -> ofTime(stages, LeafKind.TIMER, MANY, mechanism);
      case HTTP -> stages -> ofTime(stages, LeafKind.HTTP, FEW, mechanism);
      case LOCK, QUEUE ->
          stages ->
              new CancelContract.Subject(
                  stages,
                  waiting,
                  MANY,
                  new LeafGate.OfTime(),
                  tasks -> new ScriptedLeaf(),
                  mechanism::open);
    };
  }

  /** The leaves of production, so that connections and timers are theirs. */
  private static CancelContract.Subject ofTime(
      Stages stages, LeafKind kind, int most, CancelMechanism mechanism) {
    LeafGate.OfTime gate = new LeafGate.OfTime();
    return new CancelContract.Subject(
        stages,
        kind == LeafKind.HTTP ? Waiting.HTTP : Waiting.TIMER,
        most,
        gate,
        tasks -> new LeafSpec(kind, 0, 0, 64, tasks, BACKEND.port()).planned(gate),
        mechanism::open);
  }
}
