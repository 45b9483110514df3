package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The results of several {@link CompletableFuture}s as one. */
public final class FutureResults {
  private FutureResults() {}

  /** Returns the results of futures, in order, once all are done; fails then if one has failed. */
  public static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]))
        .thenApply(none -> joinAll(futures));
  }

  /**
   * Returns the results of futures, in order, once all are done; fails as soon as one fails, with
   * what that one was completed with. {@code allOf} waits for all, so failing fast needs a step
   * behind each future that hands a failure on at once.
   */
  public static <T> CompletableFuture<List<T>> allOrFirstFailure(
      List<CompletableFuture<T>> futures) {
    CompletableFuture<List<T>> gathered = all(futures);
    for (CompletableFuture<T> each : futures) {
      each.whenComplete(
          (value, failure) -> {
            if (failure != null) {
              gathered.completeExceptionally(unwrapped(failure));
            }
          });
    }
    return gathered;
  }

  /** Returns what a stage failed with, without the wrapping that depends on where it is seen. */
  public static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static <T> List<T> joinAll(List<CompletableFuture<T>> done) {
    List<T> results = new ArrayList<>(done.size());
    for (CompletableFuture<T> each : done) {
      results.add(each.join());
    }
    return results;
  }
}
