package org.asyncmark.pattern.breaker;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;
import org.asyncmark.pattern.breaker.Calls.End;

/** {@link Callers} as one blocking task each, on platform threads or on virtual ones. */
record BlockingCallers(ExecutorService tasks, BlockingLeaf leaf) implements Callers {
  @Override
  public void run(Breaker through, Calls calls) throws ExecutionException, InterruptedException {
    TaskResults.failFast(tasks, calls.callers(), caller -> () -> callAll(through, calls, caller));
  }

  private long callAll(Breaker through, Calls calls, int caller) throws InterruptedException {
    calls.begins(caller);
    for (int call = calls.first(caller); call < calls.first(caller + 1); call++) {
      calls.ended(call, call(through, call));
    }
    calls.ends(caller);
    return caller;
  }

  private End call(Breaker through, int index) throws InterruptedException {
    long permit = through.tryAcquire();
    if (permit == Breaker.REJECTED) {
      return End.REJECTED;
    }
    try {
      leaf.call(index);
    } catch (IOException failure) {
      through.ended(permit, failure);
      return End.FAILED;
    } catch (InterruptedException e) {
      through.released(permit);
      throw e;
    }
    through.ended(permit, null);
    return End.SUCCEEDED;
  }
}
