package org.asyncmark.pattern.condition;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.WaitersContract;

class ConditionContractTest extends ContractTest<ConditionMechanism> {
  private static final int POOL_SIZE = 2;

  ConditionContractTest() {
    super(ConditionMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, ConditionMechanism mechanism) {
    return Stream.of(Notify.values())
        .flatMap(
            notify ->
                Stream.concat(
                    cases(
                        model,
                        mechanism,
                        notify.name(),
                        WaitersContract.values(),
                        stages ->
                            WaitersContract.Subject.on(
                                stages,
                                (stage, releases) ->
                                    mechanism.open(stage, new Tokens(notify, releases)))),
                    cases(
                        model,
                        mechanism,
                        notify.name(),
                        ConditionContract.values(),
                        stages ->
                            releases ->
                                mechanism.open(
                                    stages.open(POOL_SIZE, new ScriptedLeaf()),
                                    new Tokens(notify, releases)))));
  }
}
