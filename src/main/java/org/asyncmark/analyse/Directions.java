package org.asyncmark.analyse;

import java.util.Set;
import java.util.regex.Pattern;
import org.asyncmark.analyse.ScoreUnit.Quantity;

/** Which direction of something counted is good, by its name and its unit. */
final class Directions {
  private static final Set<String> COSTS =
      Set.of("cpu", "gc.alloc.rate.norm", "switches.voluntary", "switches.involuntary");

  /** Percentiles of JMH's sample mode, of a member of a group, and of latencies of ours. */
  private static final Pattern PERCENTILE = Pattern.compile("(?:.*:)?p\\d{1,3}(?:\\.\\d+)?");

  private static final Set<String> MODES = Set.of("thrpt", "avgt", "sample", "ss");

  private Directions() {}

  /**
   * Returns the direction. What plain JMH gives as time for each op or ops in a time is of the
   * benchmark itself or of a member of its group, and faster or slower; other times are those of
   * profilers.
   */
  static Goodness of(String name, ScoreUnit unit, Arm arm) {
    if (COSTS.contains(name)) {
      return Goodness.LOWER_IS_CHEAPER;
    }
    if (arm.ours()) {
      return Goodness.NONE;
    }
    if (name.equals(Measure.SCORE) && contradicts(arm, unit)) {
      return Goodness.NONE;
    }
    if (unit.is(Quantity.OPS, Quantity.TIME)) {
      return Goodness.HIGHER_IS_FASTER;
    }
    boolean bare = name.equals(Measure.SCORE) || PERCENTILE.matcher(name).matches();
    return unit.is(Quantity.TIME, Quantity.OPS) || (bare && unit.is(Quantity.TIME, Quantity.NONE))
        ? Goodness.LOWER_IS_FASTER
        : Goodness.NONE;
  }

  /**
   * Tells whether JMH would not give a score of the arm's mode in this unit: who did is unknown.
   */
  private static boolean contradicts(Arm arm, ScoreUnit unit) {
    boolean rate = ArmKey.MODE.in(arm).filter("thrpt"::equals).isPresent();
    boolean known = ArmKey.MODE.in(arm).filter(MODES::contains).isPresent();
    return known
        && (rate ? unit.is(Quantity.TIME, Quantity.OPS) : unit.is(Quantity.OPS, Quantity.TIME));
  }
}
