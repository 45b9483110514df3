package org.asyncmark.pattern.lock;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class LockContractTest extends ContractTest<LockMechanism> {
  private static final int POOL_SIZE = 2;

  private static final Set<LockMechanism> FIRST_COME_FIRST_SERVED =
      EnumSet.of(LockMechanism.REENTRANT_FAIR, LockMechanism.ASYNC_MUTEX, LockMechanism.LOOP_LOCK);

  LockContractTest() {
    super(LockMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, LockMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        LockContract.values(),
        stages -> (state, leaves) -> mechanism.open(stages.open(POOL_SIZE, leaves), state));
  }

  @Override
  protected Set<LockContract> notPromised(LockMechanism mechanism) {
    Set<LockContract> not = EnumSet.noneOf(LockContract.class);
    if (!FIRST_COME_FIRST_SERVED.contains(mechanism)) {
      not.add(LockContract.WHERE_IT_IS_PROMISED_THE_FIRST_WHO_CAME_IS_THE_FIRST_SERVED);
    }
    if (mechanism == LockMechanism.CONFINEMENT) {
      // its holds do not wait, which is why it needs no lock
      not.add(LockContract.NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER);
    }
    return not;
  }
}
