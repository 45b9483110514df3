package org.asyncmark.pattern.breaker;

import java.util.Arrays;
import org.asyncmark.pattern.ResultCheck;

/**
 * The calls of a run: how each ended, and how long each caller took for its own. A caller writes
 * slots of its own; who waits for the run reads them once it is over.
 */
final class Calls {
  /** How a call ends. */
  enum End {
    /** It was not made, or not yet. */
    NONE,
    /** It was made and succeeded. */
    SUCCEEDED,
    /** It was made and failed. */
    FAILED,
    /** The breaker did not let it through. */
    REJECTED
  }

  private final int each;
  private final End[] ends;
  private final long[] nanos;

  /**
   * Creates calls that have not been made.
   *
   * @param callers that make calls at once, 1 and up
   * @param each calls that each of them makes one after another, 0 and up
   */
  Calls(int callers, int each) {
    this.each = each;
    this.ends = new End[callers * each];
    this.nanos = new long[callers];
    Arrays.fill(ends, End.NONE);
  }

  int callers() {
    return nanos.length;
  }

  /** Returns the first call of a caller, and behind it the last one of the caller before. */
  int first(int caller) {
    return caller * each;
  }

  void begins(int caller) {
    nanos[caller] = System.nanoTime();
  }

  void ends(int caller) {
    nanos[caller] = System.nanoTime() - nanos[caller];
  }

  void ended(int call, End end) {
    ends[call] = end;
  }

  End end(int call) {
    return ends[call];
  }

  /** Returns how many calls ended so. */
  int count(End wanted) {
    int count = 0;
    for (End end : ends) {
      count += end == wanted ? 1 : 0;
    }
    return count;
  }

  /** Returns how long a call took its caller, in the mean. */
  long meanNanos() {
    return Arrays.stream(nanos).sum() / ends.length;
  }

  /**
   * Requires that all calls ended so, and forgets them.
   *
   * @throws IllegalStateException if one did not
   */
  void requireAll(ResultCheck check, End wanted) {
    for (int call = 0; call < ends.length; call++) {
      if (ends[call] != wanted) {
        throw check.failed("call " + call + ": wanted " + wanted + ", got " + ends[call]);
      }
    }
    Arrays.fill(ends, End.NONE);
  }
}
