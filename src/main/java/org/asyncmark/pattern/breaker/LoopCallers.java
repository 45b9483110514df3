package org.asyncmark.pattern.breaker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.breaker.Calls.End;

/** {@link Callers} as tasks of one loop, as a Python programmer would write it. */
record LoopCallers(EventLoop loop, LoopLeaf leaf) implements Callers {
  @Override
  public void run(Breaker through, Calls calls) throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Async.gather(loop, callers(through, calls)));
  }

  @Override
  public AsyncOp<Calls> op(Breaker through, Supplier<Calls> next) {
    return new AsyncOp.OnLoop<>(
        () -> {
          Calls calls = next.get();
          return Async.gather(loop, callers(through, calls)).map(ended -> calls);
        });
  }

  private List<Awaitable<Void>> callers(Breaker through, Calls calls) {
    List<Awaitable<Void>> callers = new ArrayList<>(calls.callers());
    for (int i = 0; i < calls.callers(); i++) {
      int caller = i;
      callers.add(
          Awaitable.call(
              () -> {
                calls.begins(caller);
                return callFrom(calls.first(caller), calls.first(caller + 1), through, calls)
                    .thenRun(() -> calls.ends(caller));
              }));
    }
    return callers;
  }

  private Awaitable<Void> callFrom(int call, int end, Breaker through, Calls calls) {
    if (call == end) {
      return Awaitable.done();
    }
    return call(through, call)
        .then(
            ended -> {
              calls.ended(call, ended);
              return callFrom(call + 1, end, through, calls);
            });
  }

  private Awaitable<End> call(Breaker through, int index) {
    long permit = through.tryAcquire();
    if (permit == Breaker.REJECTED) {
      return Awaitable.of(End.REJECTED);
    }
    return leaf.call(index)
        .map(
            value -> {
              through.ended(permit, null);
              return End.SUCCEEDED;
            })
        .except(
            IOException.class,
            failure -> {
              through.ended(permit, failure);
              return Awaitable.of(End.FAILED);
            })
        .except(
            CancellationException.class,
            cancelled -> {
              through.released(permit);
              throw cancelled;
            });
  }
}
