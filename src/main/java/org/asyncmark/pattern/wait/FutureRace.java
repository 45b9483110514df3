package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.asyncmark.leaf.FutureLeaf;
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
    Run run = new Run(new Tally(rules.until(), leaves, each));
    started = run.started;
    try {
      for (int i = 0; i < rules.atStart(leaves); i++) {
        run.startNext();
      }
      run.over.get();
      return run.tally.result();
    } finally {
      run.end();
    }
  }

  @Override
  public void quiet() throws ExecutionException, InterruptedException {
    awaitEnd(started, leaf);
  }

  /** Waits until futures are done and what those of them held that were cancelled is back. */
  static void awaitEnd(List<CompletableFuture<Long>> started, FutureLeaf leaf)
      throws ExecutionException, InterruptedException {
    CompletableFuture.allOf(started.toArray(new CompletableFuture<?>[0]))
        .handle((none, failure) -> failure == null) // in whatever way
        .get();
    leaf.givenBack().get();
  }

  /**
   * One run, whose steps are on whatever thread ends a leaf or a wait. They are taken one at a
   * time, under a lock that nobody waits in: leaves that end together would have a caller of {@link
   * Until#AS_COMPLETED} called by two threads, and one that is started when its time has come just
   * as the race is over would be at work when all is said to be quiet.
   */
  private final class Run {
    private final Tally tally;
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final List<CompletableFuture<Long>> started = new ArrayList<>();
    private CompletableFuture<@Nullable Void> pause = CompletableFuture.completedFuture(null);

    Run(Tally tally) {
      this.tally = tally;
    }

    synchronized void startNext() {
      if (over.isDone() || started.size() == tally.leaves()) {
        return;
      }
      int index = started.size();
      CompletableFuture<Long> next = leaf.call(index);
      started.add(next);
      pause.cancel(false);
      if (rules.hedged()) {
        pause = new CompletableFuture<>();
        pause.thenRunAsync(this::startNext, executor);
        pause.completeOnTimeout(null, rules.hedge().toNanos(), TimeUnit.NANOSECONDS);
      }
      next.whenComplete((value, failure) -> take(End.of(index, value, failure)));
    }

    private synchronized void take(End end) {
      if (over.isDone()) {
        return;
      }
      tally.take(end);
      if (tally.isOver()) {
        over.complete(null);
      } else if (rules.hedged()) {
        startNext();
      }
    }

    /** Sees to it that nothing more is started, and cancels what is to be cancelled. */
    synchronized void end() {
      boolean decided = !over.complete(null);
      pause.cancel(false);
      if (rules.cancels(decided)) {
        started.forEach(each -> each.cancel(true));
      }
    }
  }
}
