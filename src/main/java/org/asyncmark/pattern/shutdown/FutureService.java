package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.asyncmark.future.CancelToken;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Service} as futures behind a flag. {@code allOf} of those in flight has {@code orTimeout}
 * as its deadline, behind which their tokens cancel what is left: a time-out alone would let it run
 * on unseen.
 *
 * <p>The races of an offer and the stop:
 *
 * <ol>
 *   <li>An offer comes in flight first and looks at the flag last; the stop lowers the flag first
 *       and looks at what is in flight last. So the stop sees the offer, or the offer sees the stop
 *       and takes itself back, or both: then the stop waits for an offer that ends at once.
 *   <li>The deadline comes between an offer's look at the flag and the start of its leaf: what a
 *       token guards once it is cancelled is cancelled at once.
 *   <li>A leaf ends while it is cancelled: its future is done once, one way or the other.
 * </ol>
 */
final class FutureService implements Service {
  private final FutureLeaf leaf;
  private final Executor executor;
  private final ShutdownOp op;
  private final Set<Request> inFlight = ConcurrentHashMap.newKeySet();
  private volatile boolean accepting;

  /**
   * Creates a service that has not started.
   *
   * @param executor runs what is due at the deadline
   */
  FutureService(FutureLeaf leaf, Executor executor, ShutdownOp op) {
    this.leaf = leaf;
    this.executor = executor;
    this.op = op;
  }

  @Override
  public void start() {
    accepting = true;
  }

  @Override
  public void offer(int offer) {
    Request request = new Request();
    inFlight.add(request);
    if (!accepting) {
      op.ended(offer, End.REJECTED);
      end(request);
      return;
    }
    request
        .token
        .guard(leaf.call(offer))
        .whenComplete(
            (value, failure) -> {
              note(offer, value, failure);
              end(request);
            });
  }

  private void note(int offer, @Nullable Long value, @Nullable Throwable failure) {
    Throwable cause = failure == null ? null : FutureResults.unwrapped(failure);
    if (cause instanceof CancellationException) {
      op.ended(offer, End.ABORTED);
    } else if (cause != null) {
      op.failed(offer, cause);
    } else if (value != null) {
      op.returned(offer, value);
    }
  }

  private void end(Request request) {
    inFlight.remove(request);
    request.ended.complete(null);
  }

  @Override
  public void shutDown(Duration deadline) throws ExecutionException, InterruptedException {
    accepting = false;
    CompletableFuture<Void> drained =
        CompletableFuture.allOf(
            inFlight.stream().map(each -> each.ended).toArray(CompletableFuture<?>[]::new));
    CompletableFuture<Void> quiet =
        drained
            .copy()
            .orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS)
            .exceptionallyComposeAsync(
                late -> {
                  cancelRest();
                  return drained.thenCompose(ended -> leaf.givenBack());
                },
                executor);
    try {
      quiet.get();
    } catch (InterruptedException e) {
      cancelRest();
      throw e;
    }
  }

  private void cancelRest() {
    inFlight.forEach(each -> each.token.cancel());
  }

  /** What is to be cancelled, and what ends. */
  private static final class Request {
    final CancelToken token = new CancelToken();
    final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  }
}
