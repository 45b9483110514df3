package org.asyncmark.pattern.taskgroup;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.measure.LeafTimes;

/**
 * The leaves of a tree, of which each does its own step and one may fail.
 *
 * @param steps of each leaf
 * @param waiting opens what waits
 * @param computing opens what computes
 * @param fault which of them fails, if one does
 */
record GroupLeaves(List<Work.Step> steps, Leaves waiting, Leaves computing, Fault fault)
    implements Leaves {
  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    BlockingLeaf wait = waiting.blocking(times);
    BlockingLeaf compute = computing.blocking(times);
    BlockingLeaf[] late = new BlockingLeaf[fault.delays().length];
    for (int i = 0; i < late.length; i++) {
      late[i] = fault.delays()[i].blocking(times);
    }
    return index -> {
      fault.begins(index);
      try {
        if (fault.isAt(index)) {
          late[fault.delay()].call(index);
          throw fault.thrown();
        }
        return switch (steps.get(index)) {
          case RETURN -> index;
          case WAIT -> wait.call(index);
          case COMPUTE -> compute.call(index);
        };
      } finally {
        fault.ends(index);
      }
    };
  }

  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    FutureLeaf wait = waiting.future(times, executor);
    FutureLeaf compute = computing.future(times, executor);
    FutureLeaf[] late = new FutureLeaf[fault.delays().length];
    for (int i = 0; i < late.length; i++) {
      late[i] = fault.delays()[i].future(times, executor);
    }
    return index -> {
      if (fault.isAt(index)) {
        return late[fault.delay()]
            .call(index)
            .thenApply(
                value -> {
                  throw new CompletionException(fault.thrown());
                });
      }
      return switch (steps.get(index)) {
        case RETURN -> CompletableFuture.supplyAsync(() -> (long) index, executor);
        case WAIT -> wait.call(index);
        case COMPUTE -> compute.call(index);
      };
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    LoopLeaf wait = waiting.loop(times, loop);
    LoopLeaf compute = computing.loop(times, loop);
    LoopLeaf[] late = new LoopLeaf[fault.delays().length];
    for (int i = 0; i < late.length; i++) {
      late[i] = fault.delays()[i].loop(times, loop);
    }
    return index -> {
      if (fault.isAt(index)) {
        return failing(new LoopFuture<>(loop), late[fault.delay()].call(index));
      }
      return switch (steps.get(index)) {
        case RETURN -> returned(new LoopFuture<>(loop), index);
        case WAIT -> wait.call(index);
        case COMPUTE -> compute.call(index);
      };
    };
  }

  private LoopFuture<Long> failing(LoopFuture<Long> leaf, LoopFuture<Long> waited) {
    waited.onDone(
        done -> {
          if (!leaf.isDone()) {
            leaf.fail(fault.thrown());
          }
        });
    leaf.onDone(done -> waited.cancel());
    return leaf;
  }

  private static LoopFuture<Long> returned(LoopFuture<Long> leaf, long index) {
    leaf.complete(index);
    return leaf;
  }
}
