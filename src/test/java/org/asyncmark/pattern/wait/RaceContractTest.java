package org.asyncmark.pattern.wait;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Stages;

class RaceContractTest extends ContractTest<WaitMechanism> {
  private static final int POOL_SIZE = 8;

  RaceContractTest() {
    super(WaitMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, WaitMechanism mechanism) {
    return cases(
        model, mechanism, "", RaceContract.values(), stages -> new OnStages(stages, mechanism));
  }

  /** A mechanism does not promise what it does not suit. */
  @Override
  protected Set<RaceContract> notPromised(WaitMechanism mechanism) {
    return Stream.of(RaceContract.values())
        .filter(each -> each.rules() != null && !mechanism.suits(each.rules()))
        .collect(Collectors.toSet());
  }

  private record OnStages(Stages stages, WaitMechanism mechanism) implements RaceContract.Subject {
    @Override
    public Race open(Leaves leaf, Rules rules) {
      return mechanism.open(stages.open(POOL_SIZE, leaf), rules);
    }

    @Override
    public boolean suits(Rules rules) {
      return mechanism.suits(rules);
    }
  }
}
