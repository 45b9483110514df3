package org.asyncmark.pattern.gather;

import java.util.stream.Stream;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.ScriptedLeaf;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class GatherContractTest {
  private static final int POOL_SIZE = 8;

  static Stream<Arguments> rulesByModel() {
    return Model.available().stream()
        .flatMap(
            model -> Stream.of(GatherContract.values()).map(rule -> Arguments.of(model, rule)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rulesByModel")
  void everyModelKeepsEveryRule(Model model, GatherContract rule) throws Exception {
    rule.check(leaf -> open(model, leaf));
  }

  private static Gather open(Model model, ScriptedLeaf leaf) {
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          new BlockingGather(ModelExecutor.open(model, POOL_SIZE), leaf.blocking());
      case FUTURE -> new FutureGather(ModelExecutor.open(model, POOL_SIZE)::close, leaf.future());
      case LOOP -> {
        EventLoop loop = EventLoop.start("loop");
        yield new LoopGather(loop, leaf.loop(loop));
      }
    };
  }
}
