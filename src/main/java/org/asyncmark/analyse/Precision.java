package org.asyncmark.analyse;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How well the contrasts of a run are known. */
public final class Precision {
  private Precision() {}

  /**
   * Returns the contrast of p50 between JDKs or between models whose interval is widest. One
   * without an interval is wider than all others.
   */
  public static LeastPrecise widest(RunRecord run) {
    RunRecord leading = Loops.apart(run).get(0); // the rest was not declared
    if (leading.arms().stream().allMatch(arm -> arm.forks().isEmpty())) {
      return new LeastPrecise("no fork has finished", null);
    }
    return Stream.of(ArmKey.JDK, ArmKey.MODEL)
        .flatMap(column -> Contrasts.all(column, leading).stream())
        .flatMap(table -> table.rows().stream())
        .filter(row -> row.reason().isEmpty())
        .map(Precision::of)
        .max(Comparator.comparingDouble(Precision::width))
        .orElse(new LeastPrecise("nothing differs in JDK or model alone", null));
  }

  private static LeastPrecise of(ContrastRow row) {
    List<ContrastRow.Score> scores = row.scores();
    Estimate estimate = scores.get(0).contrast().estimate();
    String name = row.label() + ", " + row.against();
    return new LeastPrecise(
        name, estimate == null ? null : Math.expm1(estimate.interval().halfWidth()));
  }

  private static double width(LeastPrecise each) {
    return each.halfWidth() == null ? Double.POSITIVE_INFINITY : each.halfWidth();
  }
}
