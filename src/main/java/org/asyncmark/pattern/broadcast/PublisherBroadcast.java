package org.asyncmark.pattern.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.SubmissionPublisher;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Broadcast} over a {@link SubmissionPublisher} with subscribers that ask for one message at
 * a time. It differs from what is written by hand in three ways. Its {@code submit}, which waits
 * for room, blocks a thread, so that the publisher has one of its own. It offers a message to all
 * subscribers before it waits for those that are full, which holds up the others by one message
 * less. And it can refuse a message, but not take one back, so that there is no {@link
 * Overflow#DROP_OLDEST}.
 *
 * <p>Its buffers are powers of two. A subscriber whose subscription is cancelled loses what is in
 * its buffer, so that one that is refused a message cancels when it has taken all in front of that.
 *
 * @param tasks runs the subscribers
 * @param publishing runs the publisher
 * @param work how slow subscribers wait
 * @param pause how a paced publisher waits
 */
record PublisherBroadcast(
    ExecutorService tasks,
    ExecutorService publishing,
    BroadcastPlan plan,
    FutureLeaf work,
    BlockingLeaf pause)
    implements Broadcast {
  PublisherBroadcast {
    if (!has(plan.overflow(), plan.depth())) {
      throw new IllegalArgumentException(
          "a SubmissionPublisher can block or disconnect, with a depth that is a power of two, got "
              + plan.overflow()
              + " and "
              + plan.depth());
    }
  }

  /** Tells whether there is such a publisher. */
  static boolean has(Overflow overflow, int depth) {
    return overflow != Overflow.DROP_OLDEST && Integer.bitCount(depth) == 1;
  }

  @Override
  public void run(Deliveries op) throws ExecutionException, InterruptedException {
    SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(tasks, plan.depth());
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    List<Subscriber> subscribers = new ArrayList<>();
    for (int i = 0; i < plan.subscribers(); i++) {
      Subscriber subscriber = new Subscriber(i, op);
      subscribers.add(subscriber);
      ends.add(subscriber.ended());
      publisher.subscribe(subscriber);
    }
    CompletableFuture<Void> published = new CompletableFuture<>();
    ends.add(published);
    Future<?> thread = publishing.submit(() -> settle(published, publisher, op));
    try {
      FutureResults.allOrFirstFailure(ends).get();
    } catch (InterruptedException | ExecutionException | RuntimeException | Error e) {
      subscribers.forEach(Subscriber::giveUp); // first: submit waits on, interrupted or not
      thread.cancel(true);
      throw e;
    }
  }

  private void settle(
      CompletableFuture<Void> published, SubmissionPublisher<Integer> publisher, Deliveries op) {
    try {
      publish(publisher, op);
      published.complete(null);
    } catch (Throwable e) { // whatever it is, it is the caller's to see
      published.completeExceptionally(e);
    }
  }

  private void publish(SubmissionPublisher<Integer> publisher, Deliveries op) throws Exception {
    for (int i = 0; i < plan.messages(); i++) {
      Integer message = op.publishing(i);
      if (plan.overflow() == Overflow.BLOCK) {
        publisher.submit(message);
      } else {
        publisher.offer(message, (full, refused) -> refuse((Subscriber) full, refused));
      }
      if (Thread.interrupted()) {
        throw new InterruptedException("the publisher was cancelled");
      }
      if (plan.isPaced()) {
        pause.call(plan.pause(i));
      }
    }
    publisher.close();
  }

  /** Disconnects a subscriber that is full, unless it is; returns whether to offer it again. */
  private static boolean refuse(Subscriber full, int message) {
    if (!full.op.isRefused(full.number, message)) {
      full.op.disconnected(full.number, message);
    }
    return false;
  }

  /** What the publisher calls, one call after the other. */
  private final class Subscriber extends AsyncTask implements Flow.Subscriber<Integer> {
    private final int number;
    private final Deliveries op;
    private volatile Flow.@Nullable Subscription subscription;

    Subscriber(int number, Deliveries op) {
      this.number = number;
      this.op = op;
    }

    /** Has it end wherever it is, and lets go of a publisher that waits for it. */
    void giveUp() {
      cancel();
      Flow.Subscription present = subscription;
      if (present != null) { // else onSubscribe sees that it is cancelled
        present.cancel();
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription present) {
      subscription = present;
      if (isCancelled()) {
        present.cancel();
      } else {
        present.request(1);
      }
    }

    @Override
    public void onNext(Integer message) {
      if (op.isRefused(number, message)) {
        subscription().cancel();
        onComplete();
        return;
      }
      op.took(number, message);
      if (!plan.isSlow(number)) {
        subscription().request(1);
        return;
      }
      CompletableFuture<Long> working = work.call(plan.work(number));
      awaits(working);
      working.whenComplete(
          (value, failure) -> {
            if (failure == null) {
              subscription().request(1);
            } else {
              fail(failure);
            }
          });
    }

    private Flow.Subscription subscription() {
      return Objects.requireNonNull(subscription, "set before the first message");
    }

    @Override
    public void onError(Throwable failure) {
      fail(failure);
    }

    @Override
    public void onComplete() {
      op.ended(number);
      end();
    }
  }
}
