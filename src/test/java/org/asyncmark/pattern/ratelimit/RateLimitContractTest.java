package org.asyncmark.pattern.ratelimit;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class RateLimitContractTest extends ContractTest<RateLimitMechanism> {
  RateLimitContractTest() {
    super(RateLimitMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, RateLimitMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        RateLimitContract.values(),
        stages -> leaf -> mechanism.open(stages.open(RateLimitContract.MOST_TASKS, leaf)));
  }
}
