package org.asyncmark.loop.differential;

import java.util.List;
import java.util.Optional;

/**
 * One program on both sides.
 *
 * @param program that was run
 * @param loop trace of the loop
 * @param python trace of CPython
 * @param excuse the known difference behind which the traces were not compared
 */
record Comparison(
    Program program, Trace loop, Trace python, Optional<KnownDifference> excuse) {
  static Comparison of(
      Program program, Trace loop, Trace python, List<KnownDifference> known) {
    int end = Integer.MAX_VALUE;
    KnownDifference first = null;
    for (KnownDifference each : known) {
      int sign = Math.min(each.firstSign(loop), each.firstSign(python));
      if (sign < Math.max(loop.lines().size(), python.lines().size()) && sign < end) {
        end = sign;
        first = each;
      }
    }
    return new Comparison(program, loop, python, Optional.ofNullable(first));
  }

  /** Tells whether the traces are different before the first sign of a known difference. */
  boolean differs() {
    int difference = loop.firstDifference(python);
    return difference >= 0
        && excuse
            .map(each -> difference < Math.min(each.firstSign(loop), each.firstSign(python)))
            .orElse(true);
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
