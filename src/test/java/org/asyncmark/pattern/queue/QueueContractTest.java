package org.asyncmark.pattern.queue;

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
class QueueContractTest {
  private static final int POOL_SIZE = 3;

  static Stream<Arguments> rulesByWay() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(0, 1, 3, QueueShape.UNBOUNDED)
                    .flatMap(
                        capacity ->
                            Stream.of(QueueShutdown.values())
                                .filter(end -> Relays.absence(model, capacity, end) == null)
                                .flatMap(end -> rules(model, capacity, end))));
  }

  private static Stream<Arguments> rules(Model model, int capacity, QueueShutdown shutdown) {
    return QueueMechanism.of(model, capacity).stream()
        .flatMap(
            mechanism ->
                Stream.of(QueueContract.values())
                    .map(rule -> Arguments.of(model, mechanism, capacity, shutdown, rule)));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} {4}")
  @MethodSource("rulesByWay")
  void everyModelKeepsEveryRule(
      Model model,
      QueueMechanism mechanism,
      int capacity,
      QueueShutdown shutdown,
      QueueContract rule)
      throws Exception {
    rule.check(
        new QueueContract.Subject() {
          @Override
          public Relay open(QueueShape shape, ScriptedLeaf leaf) {
            return QueueContractTest.open(model, mechanism, shape, leaf);
          }

          @Override
          public int capacity() {
            return capacity;
          }
        },
        shutdown);
  }

  private static Relay open(
      Model model, QueueMechanism mechanism, QueueShape shape, ScriptedLeaf leaf) {
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          new BlockingRelay(
              ModelExecutor.open(model, shape.tasks()), shape, mechanism, leaf.blocking());
      case FUTURE -> new FutureRelay(ModelExecutor.open(model, POOL_SIZE), shape, leaf.future());
      case LOOP -> {
        EventLoop loop = EventLoop.start("loop");
        yield new LoopRelay(loop, shape, leaf.loop(loop));
      }
    };
  }
}
