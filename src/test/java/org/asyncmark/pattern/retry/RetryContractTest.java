package org.asyncmark.pattern.retry;

import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Stages;

class RetryContractTest extends ContractTest<RetryMechanism> {
  static final int POOL_SIZE = 20;

  RetryContractTest() {
    super(RetryMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, RetryMechanism mechanism) {
    return Stream.of(WhileWaiting.values())
        .flatMap(
            policy ->
                cases(
                    model,
                    mechanism,
                    policy.name(),
                    RetryContract.values(),
                    stages -> new Opened(stages, mechanism, policy)));
  }

  private record Opened(Stages stages, RetryMechanism mechanism, WhileWaiting whileWaiting)
      implements RetryContract.Subject {
    @Override
    public Retrying open(Leaves leaf, int limit) {
      return mechanism.open(stages.open(POOL_SIZE, leaf), new PermitRule(limit, whileWaiting));
    }
  }
}
