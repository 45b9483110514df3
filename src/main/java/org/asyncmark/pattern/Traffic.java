package org.asyncmark.pattern;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.asyncmark.analyse.Value;
import org.jspecify.annotations.Nullable;

/**
 * How requests reach a cell that is measured as a service is used: at a rate, whether or not
 * earlier ones have ended, or from callers who wait for their answers. Like {@link Cpus} it is a
 * parameter of every such cell.
 *
 * @param perSecond requests a second; 0 if callers make them
 * @param arrivals how they follow one another
 * @param callers who make requests one after the other; 0 if they come at a rate
 */
public record Traffic(double perSecond, Spacing arrivals, int callers) {
  /** Parameter: requests a second. */
  public static final String RATE = "rate";

  /** Parameter: the rate in per cent of the cell's own closed-loop maximum. */
  public static final String LOAD = "load";

  /** Parameter: how requests follow one another. */
  public static final String ARRIVALS = "arrivals";

  /** Parameter: callers of a closed loop; a pattern has callers of its own. */
  public static final String CALLERS = "clients";

  /** Parameter of the model of platform threads: threads that do requests. */
  public static final String REQUEST_POOL = "requestPool";

  /** Callers of the closed loop that finds out what a cell can do at most. */
  public static final int CALLERS_OF_MAXIMUM = 64;

  /** How requests follow one another. */
  public enum Spacing {
    /** Evenly. */
    FIXED,
    /** Independently of one another. */
    POISSON
  }

  /** Tells whether a cell with these parameters is measured as a service is used. */
  public static boolean isIn(Map<String, Value> params) {
    return params.containsKey(CALLERS) || params.containsKey(ARRIVALS);
  }

  /** Returns the other parameters of such a cell: those that do not say how requests come. */
  public static Map<String, Value> without(Map<String, Value> params) {
    Map<String, Value> others = new HashMap<>(params);
    others.keySet().removeAll(List.of(RATE, LOAD, ARRIVALS, CALLERS));
    return others;
  }

  /**
   * Returns the traffic of a cell.
   *
   * @param params all of the cell's, of one that {@link #isIn has} it
   * @param ofLoad the rate that its load stands for; null if it has a rate
   */
  public static Traffic of(Map<String, Value> params, @Nullable Double ofLoad) {
    Value callers = params.get(CALLERS);
    if (callers != null) {
      return new Traffic(0, Spacing.FIXED, Integer.parseInt(callers.toString()));
    }
    Spacing arrivals = Spacing.valueOf(text(params, ARRIVALS).toUpperCase(Locale.ROOT));
    double perSecond = ofLoad == null ? Double.parseDouble(text(params, RATE)) : ofLoad;
    return new Traffic(perSecond, arrivals, 0);
  }

  private static String text(Map<String, Value> params, String name) {
    return Objects.requireNonNull(params.get(name), name).toString();
  }
}
