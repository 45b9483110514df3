package org.asyncmark.pattern.pipeline;

import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Case;
import org.asyncmark.pattern.ContractTest;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stages;

class PipelineContractTest extends ContractTest<PipelineMechanism> {
  private static final int POOL_SIZE = 3;

  PipelineContractTest() {
    super(PipelineMechanism.values());
  }

  @Override
  protected Stream<Case<?>> cases(Model model, PipelineMechanism mechanism) {
    return Stream.of(PipelineShutdown.values())
        .filter(shutdown -> isThere(model, shutdown))
        .flatMap(
            shutdown ->
                cases(
                    model,
                    mechanism,
                    shutdown.toString(),
                    PipelineContract.values(),
                    stages -> new OnStages(stages, mechanism, shutdown)));
  }

  private static boolean isThere(Model model, PipelineShutdown shutdown) {
    Map<String, Value> given = Map.of("shutdown", Value.of(PatternParam.id(shutdown)));
    return PipelineBenchmark.PATTERN.absence(model, given) == null;
  }

  private record OnStages(Stages stages, PipelineMechanism mechanism, PipelineShutdown shutdown)
      implements PipelineContract.Subject {
    @Override
    public Pipeline open(PipelineShape shape, ScriptedLeaf leaf) {
      return mechanism.open(stages.open(POOL_SIZE, leaf), shape);
    }

    @Override
    public PipelineShape shape(int capacity, int producers, int workers, int items) {
      return new PipelineShape(capacity, producers, workers, items, shutdown);
    }
  }
}
