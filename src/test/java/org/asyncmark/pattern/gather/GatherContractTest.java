package org.asyncmark.pattern.gather;

import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class GatherContractTest extends ContractTest<GatherMechanism> {
  private static final int POOL_SIZE = 8;

  GatherContractTest() {
    super(GatherMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, GatherMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        GatherContract.values(),
        stages -> leaf -> mechanism.open(stages.open(POOL_SIZE, leaf)));
  }

  /** Cancelling a future of the JDK's default executor does not end the leaf that runs in it. */
  @Override
  protected Set<GatherContract> notPromised(GatherMechanism mechanism) {
    return mechanism == GatherMechanism.DEFAULT_EXECUTOR
        ? Set.of(GatherContract.AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING)
        : Set.of();
  }
}
