package org.asyncmark.loop.differential;

import java.util.List;
import java.util.Optional;

/**
 * One program on both sides.
 *
 * @param program that was run
 * @param loop trace of the loop
 * @param python trace of CPython
 * @param excuse the known difference from whose first sign on the traces are not compared
 * @param end number of lines that are compared
 */
record Comparison(
    Program program, Trace loop, Trace python, Optional<KnownDifference> excuse, int end) {
  static Comparison of(Program program, Trace loop, Trace python, List<KnownDifference> known) {
    int end = Math.max(loop.lines().size(), python.lines().size());
    KnownDifference first = null;
    for (KnownDifference each : known) {
      int sign = Math.min(each.firstSign(loop), each.firstSign(python));
      if (sign < end) {
        end = sign;
        first = each;
      }
    }
    return new Comparison(program, loop, python, Optional.ofNullable(first), end);
  }

  /** Tells whether the traces are different before the first sign of a known difference. */
  boolean differs() {
    int difference = loop.firstDifference(python);
    return difference >= 0 && difference < end;
  }

  /** Tells all that is needed to see the difference again. */
  String report(Release release) {
    return "seed "
        + program.seed()
        + ", program of "
        + program.root().size()
        + " statements:\n"
        + program.root().indented()
        + "\non one line: "
        + program.text()
        + "\n"
        + Trace.sideBySide("the loop", loop, "CPython " + release, python);
  }
}
