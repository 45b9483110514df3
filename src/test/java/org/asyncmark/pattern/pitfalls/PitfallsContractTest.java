package org.asyncmark.pattern.pitfalls;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class PitfallsContractTest extends ContractTest<PitfallMechanism> {
  private static final int POOL_SIZE = 2;

  PitfallsContractTest() {
    super(PitfallMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, PitfallMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        PitfallsContract.values(),
        stages -> (leaves, plan) -> mechanism.open(stages.open(POOL_SIZE, leaves), plan));
  }

  /** What a model cannot do wrong, as {@link Pitfall#absence} says. */
  @Override
  protected Set<PitfallsContract> notPromised(PitfallMechanism mechanism) {
    return EnumSet.of(
        mechanism == PitfallMechanism.BLOCKING_TASKS
            ? PitfallsContract.THE_HANDLERS_THAT_WERE_DRAWN_BLOCK_AND_NO_OTHERS
            : PitfallsContract.EVERY_TASK_IS_DONE_WHETHER_IT_HOLDS_A_MONITOR_OR_A_LOCK);
  }
}
