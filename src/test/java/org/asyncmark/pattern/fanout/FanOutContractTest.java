package org.asyncmark.pattern.fanout;

import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.asyncmark.future.AsyncSemaphore;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopSemaphore;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.ScriptedLeaf;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class FanOutContractTest {
  private static final int POOL_SIZE = 8;
  private static final int MOST_LEAVES = 8;

  static Stream<Arguments> rulesByWay() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(FanOutMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .flatMap(mechanism -> rules(model, mechanism)));
  }

  private static Stream<Arguments> rules(Model model, FanOutMechanism mechanism) {
    return Stream.of(PermitPlace.values())
        .filter(place -> mechanism != FanOutMechanism.POOL || place == PermitPlace.INSIDE)
        .flatMap(
            place ->
                Stream.of(FanOutContract.values())
                    .map(rule -> Arguments.of(model, mechanism, place, rule)));
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @MethodSource("rulesByWay")
  void everyModelKeepsEveryRule(
      Model model, FanOutMechanism mechanism, PermitPlace place, FanOutContract rule)
      throws Exception {
    rule.check(
        new FanOutContract.Subject() {
          @Override
          public FanOut open(ScriptedLeaf leaf, int limit) {
            return FanOutContractTest.open(model, mechanism, place, leaf, limit);
          }

          @Override
          public PermitPlace place() {
            return place;
          }
        });
  }

  private static FanOut open(
      Model model, FanOutMechanism mechanism, PermitPlace place, ScriptedLeaf leaf, int limit) {
    LeafTimes waits = new LeafTimes("test", MOST_LEAVES);
    return switch (mechanism) {
      case SEMAPHORE_FAIR, SEMAPHORE ->
          new BlockingFanOut(
              ModelExecutor.open(model, POOL_SIZE),
              leaf.blocking(),
              new Semaphore(limit, mechanism == FanOutMechanism.SEMAPHORE_FAIR),
              place,
              waits);
      case POOL -> new PoolFanOut(ModelExecutor.open(model, limit), leaf.blocking(), waits);
      case ASYNC_SEMAPHORE ->
          new FutureFanOut(
              ModelExecutor.open(model, POOL_SIZE),
              leaf.future(),
              new AsyncSemaphore(limit),
              place,
              waits);
      case LOOP_SEMAPHORE -> {
        EventLoop loop = EventLoop.start("loop");
        yield new LoopFanOut(loop, leaf.loop(loop), new LoopSemaphore(limit), place, waits);
      }
    };
  }
}
