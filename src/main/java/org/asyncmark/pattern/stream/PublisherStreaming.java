package org.asyncmark.pattern.stream;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Streaming} over a {@link SubmissionPublisher}, whose subscriber requests one item after
 * the other. It differs from a pull of futures:
 *
 * <ul>
 *   <li>Its buffer has a power of two places, and at least one: it cannot hand over.
 *   <li>{@code submit} to a full buffer blocks, so the source keeps a thread of the pool while it
 *       waits, which therefore has two at least; and it holds the publisher's monitor, so that who
 *       asks the publisher anything but a subscription waits, too.
 *   <li>{@code closeExceptionally} overtakes the items in the buffer. A failure that is to come
 *       behind them has to be an item itself, and so is the end here.
 * </ul>
 *
 * @param tasks two threads at least
 * @param leaf what source and consumer do for each item; null for nothing
 */
record PublisherStreaming(ExecutorService tasks, StreamShape shape, @Nullable FutureLeaf leaf)
    implements Streaming {
  private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);

  @Override
  public long run(StreamOp op, boolean counting) throws ExecutionException, InterruptedException {
    try (SubmissionPublisher<Long> publisher = new SubmissionPublisher<>(tasks, shape.ahead())) {
      Consumer consumer = new Consumer(op, publisher, counting);
      publisher.subscribe(consumer);
      try {
        consumer.ended().get();
      } catch (InterruptedException e) {
        consumer.cancel();
        consumer.close(new CancellationException("the consumer was cancelled"));
        throw e;
      }
      return counting ? consumer.waits() : 0;
    }
  }

  private final class Consumer extends AsyncTask implements Flow.Subscriber<Long> {
    private final StreamOp op;
    private final SubmissionPublisher<Long> publisher;
    private final boolean counting;
    private final FutureSource source;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription subscription;
    private final AtomicLong submitted = new AtomicLong(); // if it is counted
    private long fullBuffers; // of the source
    private long emptyBuffers; // of the subscriber

    Consumer(StreamOp op, SubmissionPublisher<Long> publisher, boolean counting) {
      this.op = op;
      this.publisher = publisher;
      this.counting = counting;
      this.source = new FutureSource(tasks, leaf, op, this::submit);
    }

    long waits() {
      return fullBuffers + emptyBuffers;
    }

    /** Publishes an item; to count, it is offered first, which must not be measured. */
    private CompletableFuture<?> submit(Long item) {
      if (!counting) {
        publisher.submit(item);
        return DONE;
      }
      if (publisher.offer(item, null) < 0) {
        fullBuffers++;
        publisher.submit(item);
      }
      submitted.incrementAndGet();
      return DONE;
    }

    @Override
    public void onSubscribe(Flow.Subscription accepted) {
      subscription = accepted;
      tasks.execute(source);
      requestNext(accepted);
    }

    private void requestNext(Flow.Subscription from) {
      if (!op.wantsMore()) {
        close(null);
        return;
      }
      if (counting && submitted.get() <= op.taken()) {
        emptyBuffers++;
      }
      from.request(1);
    }

    @Override
    public void onNext(Long item) {
      if (item < 0) {
        close(source.failure());
        return;
      }
      op.took(item);
      Flow.Subscription from = Objects.requireNonNull(subscription, "set before the first item");
      if (leaf == null) {
        requestNext(from);
      } else {
        goOnAfter(leaf.call(item.intValue()), tasks, done -> requestNext(from));
      }
    }

    @Override
    public void onError(Throwable failure) {
      close(failure);
    }

    @Override
    public void onComplete() {} // the end mark has come before

    @Override
    protected void fail(Throwable failure) {
      close(FutureResults.unwrapped(failure));
    }

    /** Has the source end, and ends behind it. */
    private void close(@Nullable Throwable failure) {
      if (!closed.compareAndSet(false, true)) { // by who interrupts, too
        return;
      }
      op.closing();
      source.cancel(); // before the buffer lets it go on
      Flow.Subscription from = subscription;
      if (from != null) {
        from.cancel();
      }
      source
          .ended()
          .whenComplete(
              (free, never) -> {
                if (failure == null) {
                  end();
                } else {
                  super.fail(failure);
                }
              });
    }
  }
}
