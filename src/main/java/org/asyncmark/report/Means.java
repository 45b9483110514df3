package org.asyncmark.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.GeometricMean;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.analyse.RunRecord;

/**
 * Geometric means over the rows of a table, as an overview: the rows are the fixed, listed set of
 * cells. Rows that compare different things have means of their own.
 */
public final class Means {
  private static final int RESAMPLES = 10_000;
  private static final long SEED = 1;

  private Means() {}

  /** Returns the table with a fact for the mean of each comparison, in its first metric. */
  public static ContrastTable added(RunRecord run, ContrastTable table) {
    Map<Arm, ArmForks> forks = new HashMap<>();
    run.arms().forEach(arm -> forks.put(arm.arm(), arm));
    Measure measure = table.measures().get(0);
    Map<String, List<Pairs>> cells = new LinkedHashMap<>();
    for (ContrastRow row : table.rows()) {
      ArmForks base = forks.get(row.base());
      ArmForks other = forks.get(row.other());
      if (base != null && other != null) {
        cells
            .computeIfAbsent(row.against(), key -> new ArrayList<>())
            .add(measure.pairs(base, other));
      }
    }
    List<String> facts = new ArrayList<>(table.facts());
    cells.forEach(
        (against, pairs) ->
            facts.add(text(GeometricMean.of(against, pairs, RESAMPLES, SEED), measure)));
    return new ContrastTable(
        table.name(),
        table.title(),
        table.warnings(),
        facts,
        table.measures(),
        table.rows(),
        table.runs());
  }

  private static String text(GeometricMean mean, Measure measure) {
    String start =
        String.format(
            Locale.ROOT,
            "geometric mean of %s, %s, over %d listed %s: ",
            measure.word(),
            mean.name(),
            mean.cells(),
            mean.cells() == 1 ? "cell" : "cells");
    Interval interval = mean.interval();
    return interval == null
        ? start + "none, " + mean.reason()
        : start
            + String.format(
                Locale.ROOT,
                "%s %% [%s, %s], n=%d (95 %%, bootstrap of whole rounds)",
                Digits.signed(mean.percent()),
                percent(interval.lower()),
                percent(interval.upper()),
                mean.rounds());
  }

  private static String percent(double log) {
    return Digits.signed(100 * Math.expm1(log));
  }
}
