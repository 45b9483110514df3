package org.asyncmark.pattern.broadcast;

import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;
import org.junit.jupiter.api.BeforeAll;

class BroadcastContractTest extends ContractTest<BroadcastMechanism> {
  private static final int POOL_SIZE = 2;

  BroadcastContractTest() {
    super(BroadcastMechanism.values());
  }

  /** What stays open for good once it was needed: the JDK's selectors of virtual threads. */
  @BeforeAll
  static void openWhatStays() throws Exception {
    if (Model.available().contains(Model.VIRTUAL)) {
      BroadcastPlan plan = new BroadcastPlan(3, 0, 50, 1, Overflow.BLOCK, 0, 0, 1_024);
      try (Stages stages = new Stages(Model.VIRTUAL)) {
        BroadcastMechanism.BLOCKING_QUEUES
            .open(stages.open(1, new ScriptedLeaf()), plan)
            .run(new WatchedDeliveries(plan));
      }
    }
  }

  @Override
  protected Stream<Case<?>> cases(Model model, BroadcastMechanism mechanism) {
    return Stream.of(Over.values())
        .filter(over -> mechanism.has(over, Overflow.BLOCK, 1))
        .flatMap(
            over ->
                cases(
                    model,
                    mechanism,
                    "over " + over,
                    BroadcastContract.values(),
                    stages -> new OnStages(stages, mechanism, over)));
  }

  /** A message that a SubmissionPublisher has accepted cannot be dropped. */
  @Override
  protected Set<BroadcastContract> notPromised(BroadcastMechanism mechanism) {
    return mechanism == BroadcastMechanism.SUBMISSION_PUBLISHER
        ? Set.of(BroadcastContract.UNDER_DROP_OLDEST_A_FULL_BUFFER_HOLDS_THE_NEWEST)
        : Set.of();
  }

  private record OnStages(Stages stages, BroadcastMechanism mechanism, Over over)
      implements BroadcastContract.Subject {
    @Override
    public Broadcast open(BroadcastPlan plan, ScriptedLeaf leaf) {
      return mechanism.open(stages.open(POOL_SIZE, leaf), plan);
    }

    @Override
    public boolean isOverTcp() {
      return over == Over.TCP;
    }
  }
}
