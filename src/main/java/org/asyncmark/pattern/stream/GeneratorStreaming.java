package org.asyncmark.pattern.stream;

import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.Task;
import org.jspecify.annotations.Nullable;

/**
 * {@link Streaming} by a generator of the loop as asyncio's own are: it has no task, and its code
 * runs in that of the consumer, who asks for an item and gets it. Nothing is handed over, and
 * nothing is ever done while the consumer is at work: the source begins an item when the consumer
 * asks for it.
 *
 * @param leaf what source and consumer do for each item; null for nothing
 */
record GeneratorStreaming(EventLoop loop, StreamShape shape, @Nullable LoopLeaf leaf)
    implements Streaming {
  @Override
  public long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException {
    return loop.callAndWait(() -> Task.start(loop, () -> consume(new Generator(op), op)));
  }

  private Awaitable<Long> consume(Generator items, StreamOp op) {
    return takeAll(items, op)
        .ensure(
            () -> {
              op.closing();
              items.close();
            })
        .map(ended -> 0L);
  }

  private Awaitable<Void> takeAll(Generator items, StreamOp op) {
    return op.wantsMore() ? items.next().then(item -> take(item, items, op)) : Awaitable.done();
  }

  private Awaitable<Void> take(Long item, Generator items, StreamOp op) {
    if (item < 0) {
      return Awaitable.done();
    }
    op.took(item);
    return leaf == null
        ? takeAll(items, op)
        : leaf.call(item.intValue()).then(done -> takeAll(items, op));
  }

  /** The generator. Loop thread only. */
  private final class Generator {
    private final StreamOp op;
    private boolean open;
    private int number;

    Generator(StreamOp op) {
      this.op = op;
    }

    /** Goes on to the next item: {@code __anext__}. */
    Awaitable<Long> next() {
      return Awaitable.call(this::goOn);
    }

    private Awaitable<Long> goOn() throws Exception {
      if (number == 0) {
        op.open();
        open = true;
      }
      Long item = op.begin(number++);
      if (item < 0 || leaf == null) {
        return yielded(item);
      }
      return leaf.call(shape.leafOfSource(item.intValue())).then(done -> yielded(item));
    }

    private Awaitable<Long> yielded(Long item) {
      if (item >= 0) {
        op.handing(item);
      }
      return Awaitable.of(item);
    }

    /** Has it run its {@code finally}: {@code aclose}. */
    void close() {
      if (open) {
        open = false;
        op.free();
      }
    }
  }
}
