package org.asyncmark.pattern.wait;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.AsCompleted;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.ReturnWhen;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.Waited;
import org.asyncmark.pattern.AsyncOp;

/**
 * {@link Race} with a future per leaf on one loop, as a Python programmer would write it: {@code
 * wait}, again as long as the race is not over, or {@code as_completed}.
 */
final class LoopRace implements Race {
  private final EventLoop loop;
  private final LoopLeaf leaf;
  private final Rules rules;
  private final boolean asCompleted;
  private final int first;
  // loop thread only: the index of each leaf whose end was not seen
  private final Map<LoopFuture<Long>, Integer> pending = new LinkedHashMap<>();
  private int started;

  /**
   * Creates a race.
   *
   * @param asCompleted whether it is written with {@code as_completed}, which knows no hedge
   * @param first index of its first leaf
   */
  LoopRace(EventLoop loop, LoopLeaf leaf, Rules rules, boolean asCompleted, int first) {
    this.loop = loop;
    this.leaf = leaf;
    this.rules = rules;
    this.asCompleted = asCompleted;
    this.first = first;
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    Tally tally = new Tally(rules.until(), leaves, each);
    loop.callAndWait(() -> Task.start(loop, () -> race(tally)));
    return tally.result();
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    return new AsyncOp.OnLoop<>(
        () -> {
          RaceOp op = next.get();
          Tally tally = new Tally(rules.until(), op.leaves(), op::take);
          LoopRace own = new LoopRace(loop, leaf, rules, asCompleted, op.firstLeaf());
          return own.race(tally)
              .then(
                  over -> {
                    op.over(tally.result());
                    return own.ended();
                  })
              .map(quiet -> op);
        });
  }

  private Awaitable<Void> race(Tally tally) {
    pending.clear();
    started = 0;
    while (started < rules.atStart(tally.leaves())) {
      startNext();
    }
    return untilOver(tally, asCompleted ? oneByOne() : () -> waited(tally))
        .ensure(
            () -> {
              if (rules.cancels(tally.isOver())) {
                pending.keySet().forEach(LoopFuture::cancel);
              }
            });
  }

  private void startNext() {
    pending.put(leaf.call(first + started), started);
    started++;
  }

  private Awaitable<Void> untilOver(Tally tally, Supplier<Awaitable<Set<LoopFuture<Long>>>> ends) {
    if (tally.isOver()) {
      return Awaitable.done();
    }
    boolean more = started < tally.leaves();
    return ends.get()
        .then(
            done -> {
              for (LoopFuture<Long> each : done) {
                tally.take(end(each));
              }
              if (more && !tally.isOver()) {
                startNext();
              }
              return untilOver(tally, ends);
            });
  }

  private Supplier<Awaitable<Set<LoopFuture<Long>>>> oneByOne() {
    AsCompleted<Long> completed = Async.asCompleted(loop, pending.keySet());
    return () -> completed.next().map(next -> Set.of(next));
  }

  private Awaitable<Set<LoopFuture<Long>>> waited(Tally tally) {
    Awaitable<Waited<Long>> waited =
        started < tally.leaves()
            ? Async.waitUntil(ReturnWhen.FIRST_COMPLETED, pending.keySet(), rules.hedge())
            : Async.waitUntil(returnWhen(), pending.keySet());
    return waited.map(Waited::done);
  }

  private ReturnWhen returnWhen() {
    return switch (rules.until()) {
      case FIRST, FIRST_SUCCESS -> ReturnWhen.FIRST_COMPLETED;
      case FIRST_FAILURE -> ReturnWhen.FIRST_EXCEPTION;
      case ALL, AS_COMPLETED -> ReturnWhen.ALL_COMPLETED;
    };
  }

  private End end(LoopFuture<Long> done) throws ExecutionException {
    int index = Objects.requireNonNull(pending.remove(done), "an end is seen once");
    return done.failure() == null
        ? End.well(done.result() - first)
        : End.of(first, index, null, done.failure());
  }

  @Override
  public void quiet() throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Task.start(loop, this::ended));
  }

  /** Who is cancelled gives back what it holds in the turn before the one that goes on here. */
  private Awaitable<Void> ended() {
    return pending.isEmpty()
        ? Awaitable.done()
        : Async.waitUntil(ReturnWhen.ALL_COMPLETED, pending.keySet()).thenRun(pending::clear);
  }
}
