package org.asyncmark.pattern.shutdown;

import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.RunningBackend;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShutdownContractTest extends ContractTest<ShutdownMechanism> {
  private static final ShutdownContract OF_CONNECTIONS =
      ShutdownContract.NOTHING_IS_LEFT_OPEN_AND_ALL_CAN_BE_USED_AGAIN;

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  ShutdownContractTest() {
    super(ShutdownMechanism.values());
  }

  /** What stays open for good once it was needed: the JDK's selectors of virtual threads. */
  @BeforeAll
  static void openWhatStays() throws Exception {
    if (Model.available().contains(Model.VIRTUAL)) {
      try (Stages stages = new Stages(Model.VIRTUAL)) {
        OF_CONNECTIONS.check(
            subject(LeafKind.HTTP, ShutdownMechanism.EXECUTOR_SHUTDOWN).apply(stages));
      }
    }
  }

  @Override
  protected Stream<Case<?>> cases(Model model, ShutdownMechanism mechanism) {
    Rule<ShutdownContract.Subject>[] all = ShutdownContract.values();
    return Stream.concat(
        cases(model, mechanism, "timer", all, subject(LeafKind.TIMER, mechanism)),
        cases(
            model,
            mechanism,
            "http",
            new ShutdownContract[] {OF_CONNECTIONS},
            subject(LeafKind.HTTP, mechanism)));
  }

  private static Function<Stages, ShutdownContract.Subject> subject(
      LeafKind kind, ShutdownMechanism mechanism) {
    return stages ->
        new ShutdownContract.Subject(
            stages,
            plan ->
                new LeafSpec(kind, 0, 0, 64, ShutdownContract.OFFERS, BACKEND.port()).planned(plan),
            mechanism::open);
  }
}
