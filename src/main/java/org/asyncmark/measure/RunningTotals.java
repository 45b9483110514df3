package org.asyncmark.measure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What something that a model runs on keeps counting by itself, for example a loop its turns. It is
 * read before and after an iteration, and {@link CountersProfiler} reports what was added, per op.
 * What is not there has no count, which is not 0.
 */
public final class RunningTotals {
  // JMH makes profilers itself and hands them no state
  private static final List<RunningTotals> REPORTED = new CopyOnWriteArrayList<>();

  private final Supplier<Map<String, Long>> totals;
  private final BooleanSupplier ended;

  private RunningTotals(Supplier<Map<String, Long>> totals, BooleanSupplier ended) {
    this.totals = totals;
    this.ended = ended;
  }

  /**
   * Has totals reported until they have ended and were read once more, because JMH tears a
   * benchmark down within its last iteration. Both arguments are called on any thread.
   *
   * @param totals by name, with a part before a dot: {@code loop.turns}; they never fall
   * @param ended whether nothing is added any more
   */
  public static void report(Supplier<Map<String, Long>> totals, BooleanSupplier ended) {
    REPORTED.add(new RunningTotals(totals, ended));
  }

  /** Returns the sums by name of all that is reported. */
  static Map<String, Long> read() {
    Map<String, Long> sums = new TreeMap<>();
    for (RunningTotals each : REPORTED) {
      each.totals.get().forEach((name, total) -> sums.merge(name, total, Long::sum));
    }
    return sums;
  }

  /** Leaves out from now on what has ended. */
  static void forgetEnded() {
    REPORTED.removeIf(each -> each.ended.getAsBoolean());
  }
}
