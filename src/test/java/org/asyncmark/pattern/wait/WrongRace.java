package org.asyncmark.pattern.wait;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.AsyncOp;
import org.asyncmark.pattern.wait.RaceContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/** A race of blocking tasks that makes a mistake, or none. */
final class WrongRace implements Race {
  private static final Duration NEVER = Duration.ofDays(1);

  private final ExecutorService tasks;
  private final BlockingLeaf leaf;
  private final Rules rules;
  private final @Nullable Wrong mistake;
  private final List<Future<End>> started = new ArrayList<>();
  private CompletionService<End> ends;
  private int taken;
  private @Nullable List<End> last;

  WrongRace(ExecutorService tasks, BlockingLeaf leaf, Rules rules, @Nullable Wrong mistake) {
    this.tasks = tasks;
    this.leaf = leaf;
    this.rules = rules;
    this.mistake = mistake;
    this.ends = new ExecutorCompletionService<>(tasks);
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    boolean late = mistake == Wrong.HANDS_ALL_OVER_IN_THE_END;
    Tally tally = new Tally(until(), leaves, late ? end -> {} : each);
    ends = new ExecutorCompletionService<>(tasks);
    started.clear();
    taken = 0;
    boolean interrupted = true;
    try {
      for (int i = 0; i < atStart(leaves); i++) {
        startNext();
      }
      while (!tally.isOver()) {
        takeNext(tally, leaves);
      }
      interrupted = false;
      List<End> result = result(tally);
      if (late && rules.until() == Until.AS_COMPLETED) {
        result.forEach(each);
      }
      return result;
    } finally {
      if (interrupted ? mistake != Wrong.LETS_LEAVES_WORK_ON_WHEN_INTERRUPTED : cancels()) {
        started.forEach(task -> task.cancel(true));
      }
    }
  }

  private void takeNext(Tally tally, int leaves) throws ExecutionException, InterruptedException {
    if (mistake == Wrong.WAITS_FOR_THE_LEAF_THAT_IS_FIRST_IN_LINE) {
      tally.take(started.get(0).get());
      return;
    }
    boolean more = started.size() < leaves;
    Future<End> ended = more ? ends.poll(pause().toMillis(), TimeUnit.MILLISECONDS) : ends.take();
    if (ended != null) {
      taken++;
      tally.take(ended.get());
    }
    boolean waits = ended != null && mistake == Wrong.WAITS_THOUGH_A_LEAF_HAS_FAILED;
    if (more && !tally.isOver() && !waits) {
      startNext();
    }
  }

  private Until until() {
    boolean asFirst =
        mistake == Wrong.TAKES_A_FAILURE_FOR_A_SUCCESS
            || mistake == Wrong.TAKES_A_SUCCESS_FOR_A_FAILURE;
    if (asFirst && rules.until().hasLosers()) {
      return Until.FIRST;
    }
    return mistake == Wrong.PASSES_OVER_FAILURES && rules.until() == Until.FIRST
        ? Until.FIRST_SUCCESS
        : rules.until();
  }

  private int atStart(int leaves) {
    if (mistake == Wrong.HEDGES_AT_ONCE) {
      return leaves;
    }
    return mistake == Wrong.STARTS_ONE_BY_ONE ? 1 : rules.atStart(leaves);
  }

  private Duration pause() {
    boolean waits = mistake == Wrong.STARTS_ONE_BY_ONE || mistake == Wrong.NEVER_HEDGES;
    return waits ? NEVER : rules.hedge();
  }

  private boolean cancels() {
    if (mistake == Wrong.LEAVES_LOSERS_AT_WORK) {
      return false;
    }
    return mistake == Wrong.CANCELS_LOSERS || rules.losers() == Losers.CANCEL;
  }

  private List<End> result(Tally tally) throws ExecutionException {
    if (mistake == Wrong.RETURNS_THE_ENDS_OF_THE_LAST_RACE && last != null) {
      return last;
    }
    List<End> result;
    try {
      result = tally.result();
    } catch (ExecutionException e) {
      if (mistake == Wrong.RETURNS_A_FAILURE_AS_AN_END) {
        return List.of(new End(0, e.getCause()));
      }
      throw e;
    }
    last = result;
    if (mistake == Wrong.RETURNS_ONE_END_IF_NONE_FAILS && rules.until() == Until.FIRST_FAILURE) {
      return result.subList(0, 1);
    }
    return mistake == Wrong.DROPS_FAILURES
        ? result.stream().filter(end -> !end.failed()).toList()
        : result;
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    throw new UnsupportedOperationException("no rule has requests");
  }

  @Override
  public void quiet() throws ExecutionException, InterruptedException {
    if (mistake == Wrong.IS_QUIET_AT_ONCE) {
      return;
    }
    if (mistake == Wrong.IS_QUIET_WHEN_LOSERS_ARE_TOLD) {
      for (Future<End> each : started) {
        try {
          each.get();
        } catch (CancellationException e) {
          // it is told, and that is the mistake
        }
      }
      return;
    }
    for (; taken < started.size(); taken++) {
      ends.take();
    }
  }

  private void startNext() {
    int index = started.size();
    started.add(ends.submit(() -> end(index)));
  }

  private End end(int index) throws InterruptedException {
    try {
      return End.well(leaf.call(index));
    } catch (IOException e) {
      return new End(index, e);
    }
  }
}
