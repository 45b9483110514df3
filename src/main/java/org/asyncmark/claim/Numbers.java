package org.asyncmark.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.Pairs;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a claim. Percentages are changes of the other arm against its base.
 *
 * @param n rounds that count
 * @param base over the forks of the base, in {@code unit}; null if there is none
 * @param level of the interval, for example 0.95
 * @param adjustedP for the size of the family
 * @param floorPercent what identical code differed by; null if that was not measured
 * @param changeByRound in percent
 */
public record Numbers(
    String metric,
    String unit,
    int n,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double base,
    double changePercent,
    double lowerPercent,
    double upperPercent,
    double level,
    double p,
    double adjustedP,
    int familySize,
    String verdict,
    double marginPercent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double floorPercent,
    SortedMap<Integer, Double> changeByRound) {
  /** Differences of that share come from the way in which a JDK reckons logarithms. */
  private static final double SAME = 1e-9;

  public Numbers {
    changeByRound = Collections.unmodifiableSortedMap(new TreeMap<>(changeByRound));
  }

  /**
   * Returns the numbers of a score that has an estimate.
   *
   * @param floor as a ratio less 1; null if it was not measured
   */
  static Numbers of(ContrastRow.Score score, Pairs pairs, @Nullable Double floor) {
    Contrast contrast = score.contrast();
    Interval interval = Objects.requireNonNull(contrast.interval(), "it is estimated");
    SortedMap<Integer, Double> byRound = new TreeMap<>();
    pairs.logRatios().forEach((round, log) -> byRound.put(round, 100 * Math.expm1(log)));
    return new Numbers(
        contrast.metric().name(),
        contrast.metric().unit(),
        contrast.rounds(),
        score.base().number(),
        Objects.requireNonNull(contrast.percent(), "it is estimated"),
        interval.lowerPercent(),
        interval.upperPercent(),
        interval.level(),
        contrast.significance().p(),
        contrast.significance().adjustedP(),
        contrast.significance().familySize(),
        contrast.judgement().verdict().label(),
        100 * contrast.judgement().margin(),
        floor == null ? null : (Double) (100 * floor),
        byRound);
  }

  /** Returns the values that others differ in, by name: {@code wanted ..., found ...}. */
  Map<String, String> differences(Numbers found) {
    Map<String, String> differences = new LinkedHashMap<>();
    Map<String, Object> others = found.values();
    Map<String, Object> all = values();
    others.keySet().forEach(name -> all.putIfAbsent(name, "none"));
    all.forEach(
        (name, wanted) -> {
          Object other = others.getOrDefault(name, "none");
          if (!same(wanted, other)) {
            differences.put(name, "wanted " + wanted + ", found " + other);
          }
        });
    return differences;
  }

  static boolean same(Object wanted, Object found) {
    if (wanted instanceof Double one && found instanceof Double two) {
      double most = Math.max(Math.abs(one), Math.abs(two));
      return one.equals(two) || (Double.isFinite(most) && Math.abs(one - two) <= SAME * most);
    }
    return wanted.equals(found);
  }

  private Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    changeByRound.forEach((round, change) -> values.put("change of round " + round, change));
    values.put("metric", metric);
    values.put("unit", unit);
    values.put("n", n);
    values.put("base", base == null ? "none" : base);
    values.put("changePercent", changePercent);
    values.put("lowerPercent", lowerPercent);
    values.put("upperPercent", upperPercent);
    values.put("level", level);
    values.put("p", p);
    values.put("adjustedP", adjustedP);
    values.put("familySize", familySize);
    values.put("verdict", verdict);
    values.put("marginPercent", marginPercent);
    values.put("floorPercent", floorPercent == null ? "none" : floorPercent);
    return values;
  }
}
