package org.asyncmark.pattern.stream;

import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;

class StreamContractTest extends ContractTest<StreamMechanism> {
  private static final int POOL_SIZE = 3;

  StreamContractTest() {
    super(StreamMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, StreamMechanism mechanism) {
    return IntStream.of(0, 1, 16)
        .filter(mechanism::has)
        .boxed()
        .flatMap(
            ahead ->
                cases(
                    model,
                    mechanism,
                    "ahead " + ahead,
                    StreamContract.values(),
                    stages -> new OnStages(stages, mechanism, ahead)));
  }

  /** A generator does nothing unless it is asked, and then nobody waits for another task. */
  @Override
  protected Set<? extends Rule<?>> notPromised(StreamMechanism mechanism) {
    return mechanism == StreamMechanism.GENERATOR
        ? Set.of(
            StreamContract.THE_SOURCE_WORKS_AHEAD_OF_A_CONSUMER_THAT_IS_AT_WORK,
            StreamContract.ITEMS_THAT_WAIT_ARE_COUNTED)
        : Set.of();
  }

  private record OnStages(Stages stages, StreamMechanism mechanism, int ahead)
      implements StreamContract.Subject {
    @Override
    public Streaming open(StreamShape shape, ScriptedLeaf leaf) {
      return mechanism.open(stages.open(POOL_SIZE, leaf), shape);
    }
  }
}
