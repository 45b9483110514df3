package org.asyncmark.pattern.gather;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.AsyncOp;

/** {@link Gather} with a future per leaf on one loop, as a Python programmer would write it. */
public record LoopGather(EventLoop loop, LoopLeaf leaf) implements Gather {
  @Override
  public List<Long> failFast(int fanOut) throws ExecutionException, InterruptedException {
    return loop.callAndWait(() -> Async.gather(loop, start(fanOut)));
  }

  @Override
  public AsyncOp<List<Long>> op(int fanOut) {
    return new AsyncOp.OnLoop<>(() -> Async.gather(loop, start(fanOut)));
  }

  @Override
  public List<Outcome> collect(int fanOut) throws ExecutionException, InterruptedException {
    return loop.callAndWait(
        () -> Task.start(loop, Async.gatherSettled(loop, start(fanOut)).map(LoopGather::outcomes)));
  }

  private List<LoopFuture<Long>> start(int fanOut) {
    List<LoopFuture<Long>> leaves = new ArrayList<>(fanOut);
    for (int i = 0; i < fanOut; i++) {
      leaves.add(leaf.call(i));
    }
    return leaves;
  }

  private static List<Outcome> outcomes(List<LoopFuture<Long>> leaves) {
    List<Outcome> outcomes = new ArrayList<>(leaves.size());
    for (LoopFuture<Long> each : leaves) {
      outcomes.add(outcome(each));
    }
    return outcomes;
  }

  private static Outcome outcome(LoopFuture<Long> ended) {
    try {
      return Outcome.of(ended.result());
    } catch (ExecutionException e) {
      return Outcome.failed(Objects.requireNonNull(e.getCause(), "what the leaf threw"));
    } catch (CancellationException e) {
      return Outcome.failed(e);
    }
  }
}
