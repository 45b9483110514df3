package org.asyncmark.pattern.lock;

import java.util.stream.Stream;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.model.Model;
import org.asyncmark.model.ModelExecutor;
import org.asyncmark.pattern.queue.Ledger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class LockContractTest {
  private static final int POOL_SIZE = 2;

  static Stream<Arguments> rulesByModelAndMechanism() {
    return Model.available().stream()
        .flatMap(
            model ->
                LockMechanism.of(model).stream()
                    .flatMap(
                        mechanism ->
                            Stream.of(LockContract.values())
                                .filter(rule -> isPromised(rule, mechanism))
                                .map(rule -> Arguments.of(model, mechanism, rule))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("rulesByModelAndMechanism")
  void everyMechanismKeepsEveryRuleThatItPromises(
      Model model, LockMechanism mechanism, LockContract rule) throws Exception {
    rule.check((ledger, leaves) -> open(model, mechanism, ledger, leaves));
  }

  private static boolean isPromised(LockContract rule, LockMechanism mechanism) {
    return switch (rule) {
      case WHERE_IT_IS_PROMISED_THE_FIRST_WHO_CAME_IS_THE_FIRST_SERVED ->
          mechanism.firstComeFirstServed();
      // its holds do not wait, which is why it needs no lock
      case NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER -> mechanism != LockMechanism.CONFINEMENT;
      default -> true;
    };
  }

  private static Contention open(
      Model model, LockMechanism mechanism, Ledger ledger, HeldLeaves leaves) {
    return switch (model) {
      case PLATFORM, VIRTUAL ->
          new BlockingContention(
              ModelExecutor.open(model, ledger.plan().contenders()),
              mechanism,
              ledger,
              leaves.blocking());
      case FUTURE ->
          new FutureContention(ModelExecutor.open(model, POOL_SIZE), ledger, leaves.future());
      case LOOP -> {
        EventLoop loop = EventLoop.start("loop");
        yield new LoopContention(loop, mechanism, ledger, leaves.loop(loop));
      }
    };
  }
}
