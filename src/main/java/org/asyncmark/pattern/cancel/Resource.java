package org.asyncmark.pattern.cancel;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import org.asyncmark.future.AsyncMutex;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.future.CancelToken;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopLock;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.Stage;

/**
 * What tasks wait in, and use once they need not wait any more.
 *
 * @param use waits for it and uses it; gives the index of its task
 * @param hold keeps it from being had; before tasks come
 * @param free lets {@link CancelOp#uses} tasks have it
 * @param reconnects how many connections were opened in place of those that were closed
 * @param <U> the kind of use that a model makes of it
 */
record Resource<U>(U use, Runnable hold, Runnable free, LongSupplier reconnects) {
  /** Waits for something and uses it, as futures; it is given up with the token. */
  @FunctionalInterface
  interface FutureUse {
    CompletableFuture<Long> of(int task, CancelToken token);

    /** Returns what is done once that is given back which was given up. */
    default CompletableFuture<?> givenBack() {
      return CompletableFuture.completedFuture(0);
    }
  }

  /** Returns it for threads; all of it but the use is for the thread that makes all calls. */
  static Resource<BlockingLeaf> blocking(Stage stage, CancelOp op) {
    return switch (op.waiting()) {
      case TIMER, HTTP -> {
        BlockingLeaf leaf = stage.blockingLeaf();
        yield new Resource<>(leaf, op.gate()::hold, op.gate()::free, leaf::reconnects);
      }
      case LOCK -> {
        ReentrantLock lock = new ReentrantLock();
        BlockingLeaf use =
            task -> {
              lock.lockInterruptibly();
              lock.unlock();
              return task;
            };
        yield new Resource<>(use, lock::lock, lock::unlock, () -> 0);
      }
      case QUEUE -> {
        BlockingQueue<Boolean> queue = new LinkedBlockingQueue<>();
        BlockingLeaf use =
            task -> {
              queue.take();
              return task;
            };
        yield new Resource<>(use, () -> {}, () -> queue.add(true), () -> 0);
      }
    };
  }

  /** Returns it for futures; from any thread. */
  static Resource<FutureUse> future(Stage stage, CancelOp op) {
    return switch (op.waiting()) {
      case TIMER, HTTP -> {
        FutureLeaf leaf = stage.futureLeaf();
        FutureUse use =
            new FutureUse() {
              @Override
              public CompletableFuture<Long> of(int task, CancelToken token) {
                return token.guard(leaf.call(task)).thenApply(value -> value);
              }

              @Override
              public CompletableFuture<?> givenBack() {
                return leaf.givenBack();
              }
            };
        yield new Resource<>(use, op.gate()::hold, op.gate()::free, leaf::reconnects);
      }
      case LOCK -> {
        AsyncMutex mutex = new AsyncMutex();
        FutureUse use =
            (task, token) ->
                token
                    .guard(mutex.acquire())
                    .thenApply(
                        taken -> {
                          mutex.release();
                          return (long) task;
                        });
        yield new Resource<>(use, mutex::tryAcquire, mutex::release, () -> 0);
      }
      case QUEUE -> {
        AsyncQueue<Boolean> queue = new AsyncQueue<>(1);
        FutureUse use = (task, token) -> token.guard(queue.take()).thenApply(item -> (long) task);
        yield new Resource<>(use, () -> {}, () -> queue.offer(true), () -> 0);
      }
    };
  }

  /** Returns it for tasks of a loop; loop thread only. */
  static Resource<IntFunction<Awaitable<Long>>> loop(Stage stage, CancelOp op) {
    return switch (op.waiting()) {
      case TIMER, HTTP -> {
        LoopLeaf leaf = stage.loopLeaf();
        yield new Resource<>(leaf::call, op.gate()::hold, op.gate()::free, leaf::reconnects);
      }
      case LOCK -> {
        EventLoop loop = stage.loop();
        LoopLock lock = new LoopLock();
        IntFunction<Awaitable<Long>> use = task -> lock.with(() -> Awaitable.of((long) task));
        // a task that is started before the others takes it before them
        Runnable hold = () -> Task.start(loop, lock.acquire());
        yield new Resource<>(use, hold, lock::release, () -> 0);
      }
      case QUEUE -> {
        LoopQueue<Boolean> queue = LoopQueue.fifo();
        IntFunction<Awaitable<Long>> use = task -> queue.get().map(item -> (long) task);
        yield new Resource<>(use, () -> {}, () -> queue.putNowait(true), () -> 0);
      }
    };
  }
}
