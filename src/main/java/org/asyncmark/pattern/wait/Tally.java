package org.asyncmark.pattern.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ends of one run, up to the one that decides. For one thread at a time. */
final class Tally {
  private final Until until;
  private final int leaves;
  private final Consumer<? super End> each;
  private final List<End> ends = new ArrayList<>();
  private @Nullable End deciding;

  Tally(Until until, int leaves, Consumer<? super End> each) {
    this.until = until;
    this.leaves = leaves;
    this.each = each;
  }

  int leaves() {
    return leaves;
  }

  /** Takes the next end; of no effect once the race is over. */
  void take(End end) {
    if (isOver()) {
      return;
    }
    ends.add(end);
    if (until == Until.AS_COMPLETED) {
      each.accept(end);
    }
    if (until.isDecidedBy(end.failed())) {
      deciding = end;
    }
  }

  boolean isOver() {
    return deciding != null || ends.size() == leaves;
  }

  /** Returns, or throws, what {@link Race#run} has to, once the race is over. */
  List<End> result() throws ExecutionException {
    if (deciding != null) {
      return List.of(deciding);
    }
    if (until == Until.FIRST_SUCCESS) {
      throw new ExecutionException(
          Objects.requireNonNull(ends.get(leaves - 1).failure(), "a success would have decided"));
    }
    return List.copyOf(ends);
  }
}
