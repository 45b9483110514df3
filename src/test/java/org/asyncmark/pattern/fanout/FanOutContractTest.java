package org.asyncmark.pattern.fanout;

import java.util.stream.Stream;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;

class FanOutContractTest extends ContractTest<FanOutMechanism> {
  private static final int POOL_SIZE = 8;
  private static final int MOST_LEAVES = 8;

  FanOutContractTest() {
    super(FanOutMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, FanOutMechanism mechanism) {
    return Stream.of(PermitPlace.values())
        .filter(place -> mechanism != FanOutMechanism.POOL || place == PermitPlace.INSIDE)
        .flatMap(
            place ->
                cases(
                    model,
                    mechanism,
                    place.name(),
                    FanOutContract.values(),
                    stages -> new OnStages(stages, mechanism, place)));
  }

  private record OnStages(Stages stages, FanOutMechanism mechanism, PermitPlace place)
      implements FanOutContract.Subject {
    @Override
    public FanOut open(ScriptedLeaf leaf, int limit) {
      LeafTimes waits = new LeafTimes("test", MOST_LEAVES);
      return mechanism.open(stages.open(POOL_SIZE, leaf), new Limit(limit, place, waits));
    }
  }
}
