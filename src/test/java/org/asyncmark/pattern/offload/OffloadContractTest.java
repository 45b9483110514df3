package org.asyncmark.pattern.offload;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class OffloadContractTest extends ContractTest<OffloadMechanism> {
  private static final int POOL_SIZE = 2;

  OffloadContractTest() {
    super(OffloadMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, OffloadMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        OffloadContract.values(),
        stages -> (leaf, plan) -> mechanism.open(stages.open(POOL_SIZE, leaf), plan));
  }
}
