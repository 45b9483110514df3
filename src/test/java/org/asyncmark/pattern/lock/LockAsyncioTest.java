package org.asyncmark.pattern.lock;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.python.Asyncio;
import org.asyncmark.python.AsyncioContractTest;
import org.asyncmark.python.Elsewhere;
import org.asyncmark.python.Kept;

/** The clocks of both sides are that of the system. */
class LockAsyncioTest extends AsyncioContractTest<LockContract.Subject> {
  LockAsyncioTest() {
    super(LockContract.values());
  }

  @Override
  protected Map<String, Function<Asyncio, LockContract.Subject>> settings() {
    return Map.of("", asyncio -> (state, leaves) -> open(asyncio, state, leaves));
  }

  @Override
  protected Stream<Wrong<LockContract.Subject>> wrong() {
    return Stream.of(
        new Wrong<>(
            "driven.contention",
            "lock_that_does_not_lock",
            "",
            LockContract.NOBODY_ENTERS_UNTIL_THE_HOLD_IS_OVER),
        new Wrong<>(
            "driven.contention",
            "lock_that_is_kept_after_a_failure",
            "",
            LockContract.A_HOLD_THAT_FAILS_GIVES_THE_LOCK_BACK_AND_LETS_THE_OTHERS_GO_ON));
  }

  private static Contention open(Asyncio asyncio, GuardedState state, ScriptedLeaf leaves) {
    LockPlan plan = state.plan();
    int[] turns = new int[plan.contenders()];
    Elsewhere notes =
        (method, args) -> {
          Guarded guarded = state.guarded(number(args, 0));
          int contender = number(args, 1);
          if (method.equals("enter")) {
            turns[contender] = guarded.enter(contender, (Long) args.get(2));
          } else {
            guarded.leave(contender, turns[contender]);
          }
          return null;
        };
    Kept contention =
        asyncio.open(
            "driven.contention",
            leaves,
            notes,
            plan.contenders(),
            plan.locks(),
            plan.acquisitions());
    return new Contention() {
      @Override
      public void run() throws ExecutionException, InterruptedException {
        asyncio.call(contention, "run");
      }

      @Override
      public AsyncOp<GuardedState> op() {
        throw new UnsupportedOperationException("no rule has requests");
      }
    };
  }

  private static int number(List<?> args, int index) {
    return ((Long) args.get(index)).intValue();
  }
}
