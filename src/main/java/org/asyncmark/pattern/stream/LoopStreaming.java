package org.asyncmark.pattern.stream;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.Task;
import org.jspecify.annotations.Nullable;

/**
 * {@link Streaming} as two tasks of one loop with a queue between them, as a Python programmer
 * writes a source that works ahead. A queue of the loop has one place at least; where the source is
 * to hand over, it waits until the queue's {@code join} says that its item was taken.
 *
 * @param leaf what source and consumer do for each item; null for nothing
 */
record LoopStreaming(EventLoop loop, StreamShape shape, @Nullable LoopLeaf leaf)
    implements Streaming {
  @Override
  public long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException {
    return loop.callAndWait(() -> Task.start(loop, () -> new Op(op).run()));
  }

  /** One op. Loop thread only. */
  private final class Op {
    private final StreamOp op;
    private final LoopQueue<Long> queue = LoopQueue.fifo(Math.max(1, shape.ahead()));
    private final boolean handsOver = shape.ahead() == 0;
    private @Nullable Exception failure; // of the source
    private long waits;

    Op(StreamOp op) {
      this.op = op;
    }

    Awaitable<Long> run() {
      Task<Void> source = Task.start(loop, this::source);
      return consume().ensureAwaiting(() -> close(source)).map(ended -> waits);
    }

    private Awaitable<?> close(Task<Void> source) {
      op.closing();
      source.cancel();
      return Async.gatherSettled(loop, List.of(source));
    }

    private Awaitable<Void> source() {
      op.open();
      return Awaitable.call(() -> produce(0))
          .ensure(op::free)
          .except( // not its cancellation
              Exception.class,
              thrown -> {
                failure = thrown;
                return Awaitable.done();
              })
          .then(free -> put(StreamOp.END));
    }

    private Awaitable<Void> produce(int number) throws Exception {
      Long item = op.begin(number);
      if (item < 0) {
        return Awaitable.done();
      }
      return leaf == null
          ? handOver(item)
          : leaf.call(shape.leafOfSource(number)).then(done -> handOver(item));
    }

    private Awaitable<Void> handOver(Long item) {
      op.handing(item);
      return put(item).then(put -> produce(item.intValue() + 1));
    }

    private Awaitable<Void> put(Long item) {
      if (handsOver || queue.isFull()) {
        waits++;
      }
      Awaitable<Void> put = queue.put(item);
      return handsOver ? put.then(waiting -> queue.join()) : put;
    }

    private Awaitable<Void> consume() {
      if (!op.wantsMore()) {
        return Awaitable.done();
      }
      if (queue.isEmpty()) {
        waits++;
      }
      return queue.get().then(this::dealWith);
    }

    private Awaitable<Void> dealWith(Long item) throws Exception {
      if (handsOver) {
        queue.taskDone();
      }
      if (item < 0) {
        if (failure != null) {
          throw failure;
        }
        return Awaitable.done();
      }
      op.took(item);
      return leaf == null ? consume() : leaf.call(item.intValue()).then(done -> consume());
    }
  }
}
