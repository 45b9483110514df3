package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.jspecify.annotations.Nullable;

/**
 * {@link Race} built by hand: a step behind each future, and a future that the step behind the
 * deciding one completes. {@code anyOf} knows no first success and no hedge.
 */
final class FutureRace implements Race {
  private final Executor executor;
  private final FutureLeaf leaf;
  private final Rules rules;
  private List<CompletableFuture<Long>> started = List.of();

  /**
   * Creates a race.
   *
   * @param executor starts what is hedged
   */
  FutureRace(Executor executor, FutureLeaf leaf, Rules rules) {
    this.executor = executor;
    this.leaf = leaf;
    this.rules = rules;
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    Run run = new Run(new Tally(rules.until(), leaves, each), 0);
    started = run.started;
    try {
      run.start();
      run.over.get();
      return run.tally.result();
    } finally {
      run.end();
    }
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    return new AsyncOp.Future<>(
        () -> {
          RaceOp op = next.get();
          Run run = new Run(new Tally(rules.until(), op.leaves(), op::take), op.firstLeaf());
          run.start();
          return run.over
              .thenCompose(
                  over -> {
                    run.end();
                    op.over(run.result());
                    return ended(run.started).thenCompose(ended -> leaf.givenBack());
                  })
              .thenApply(quiet -> op);
        });
  }

  @Override
  public void quiet() throws ExecutionException, InterruptedException {
    awaitEnd(started, leaf);
  }

  /** Waits until futures are done and what those of them held that were cancelled is back. */
  static void awaitEnd(List<CompletableFuture<Long>> started, FutureLeaf leaf)
      throws ExecutionException, InterruptedException {
    ended(started).get();
    leaf.givenBack().get();
  }

  /** Returns what is done once futures are, in whatever way. */
  static CompletableFuture<Boolean> ended(List<CompletableFuture<Long>> started) {
    return CompletableFuture.allOf(started.toArray(new CompletableFuture<?>[0]))
        .handle((none, failure) -> failure == null);
  }

  /**
   * One run, whose steps are on whatever thread ends a leaf or a wait. They are taken one at a
   * time, under a lock that nobody waits in: leaves that end together would have a caller of {@link
   * Until#AS_COMPLETED} called by two threads, and one that is started when its time has come just
   * as the race is over would be at work when all is said to be quiet.
   */
  private final class Run {
    private final Tally tally;
    private final int first;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final List<CompletableFuture<Long>> started = new ArrayList<>();
    private CompletableFuture<@Nullable Void> pause = CompletableFuture.completedFuture(null);
    private boolean decided;

    Run(Tally tally, int first) {
      this.tally = tally;
      this.first = first;
    }

    void start() {
      for (int i = 0; i < rules.atStart(tally.leaves()); i++) {
        startNext();
      }
    }

    private synchronized void startNext() {
      if (decided || started.size() == tally.leaves()) {
        return;
      }
      int index = started.size();
      CompletableFuture<Long> next = leaf.call(first + index);
      started.add(next);
      pause.cancel(false);
      if (rules.hedged()) {
        pause = new CompletableFuture<>();
        pause.thenRunAsync(this::startNext, executor);
        pause.completeOnTimeout(null, rules.hedge().toNanos(), TimeUnit.NANOSECONDS);
      }
      next.whenComplete((value, failure) -> take(End.of(first, index, value, failure)));
    }

    private void take(End end) {
      if (decides(end)) {
        over.complete(null); // without the lock, since what is behind it may take long
      }
    }

    private synchronized boolean decides(End end) {
      if (decided) {
        return false;
      }
      tally.take(end);
      decided = tally.isOver();
      if (!decided && rules.hedged()) {
        startNext();
      }
      return decided;
    }

    /** Returns the ends of a race that is over, which the step behind that has to have. */
    List<End> result() {
      try {
        return tally.result();
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      }
    }

    /** Sees to it that nothing more is started, and cancels what is to be cancelled. */
    void end() {
      close();
      over.complete(null);
    }

    private synchronized void close() {
      boolean before = decided;
      decided = true;
      pause.cancel(false);
      if (rules.cancels(before)) {
        started.forEach(each -> each.cancel(true));
      }
    }
  }
}
