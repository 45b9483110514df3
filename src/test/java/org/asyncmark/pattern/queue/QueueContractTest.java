package org.asyncmark.pattern.queue;

import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;

class QueueContractTest extends ContractTest<QueueMechanism> {
  private static final int POOL_SIZE = 3;

  QueueContractTest() {
    super(QueueMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, QueueMechanism mechanism) {
    return IntStream.of(0, 1, 3, QueueShape.UNBOUNDED)
        .filter(mechanism::has)
        .boxed()
        .flatMap(
            capacity ->
                Stream.of(QueueShutdown.values())
                    .filter(shutdown -> isThere(model, capacity, shutdown))
                    .flatMap(
                        shutdown ->
                            cases(
                                model,
                                mechanism,
                                capacity + " " + shutdown,
                                QueueContract.values(),
                                stages -> new OnStages(stages, mechanism, capacity, shutdown))));
  }

  private static boolean isThere(Model model, int capacity, QueueShutdown shutdown) {
    String places = capacity == QueueShape.UNBOUNDED ? "unbounded" : "" + capacity;
    Map<String, Value> given =
        Map.of("capacity", Value.of(places), "shutdown", Value.of(PatternParam.id(shutdown)));
    return QueueBenchmark.PATTERN.cell(model, given, 1).absence() == null;
  }

  private record OnStages(
      Stages stages, QueueMechanism mechanism, int capacity, QueueShutdown shutdown)
      implements QueueContract.Subject {
    @Override
    public Relay open(QueueShape shape, ScriptedLeaf leaf) {
      return mechanism.open(stages.open(POOL_SIZE, leaf), shape);
    }

    @Override
    public QueueShape shape(int producers, int consumers, int items) {
      return new QueueShape(capacity, producers, consumers, items, shutdown);
    }
  }
}
