package org.asyncmark.pattern.taskgroup;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;

class GroupContractTest extends ContractTest<GroupMechanism> {
  private static final int POOL_SIZE = 110;

  GroupContractTest() {
    super(GroupMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, GroupMechanism mechanism) {
    return cases(
        model,
        mechanism,
        "",
        GroupContract.values(),
        stages -> (leaf, tree) -> mechanism.open(stages.open(POOL_SIZE, leaf), tree));
  }
}
