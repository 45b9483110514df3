package org.asyncmark.pattern.timeout;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class TimeoutContractTest extends ContractTest<TimeoutMechanism> {
  private static final int POOL_SIZE = 51;

  TimeoutContractTest() {
    super(TimeoutMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, TimeoutMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        TimeoutContract.values(),
        stages -> leaf -> mechanism.open(stages.open(POOL_SIZE, leaf)));
  }
}
