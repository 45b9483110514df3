package org.asyncmark.profile.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.analyse.Adjustment;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Estimate;
import org.asyncmark.analyse.Family;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.profile.Instrument;

/**
 * What the instruments do to the time of an op: the same arm with each of them and without, paired
 * by round.
 */
public final class InstrumentCost {
  private InstrumentCost() {}

  /**
   * Returns the table of one arm.
   *
   * @param bare the arm without an instrument
   * @param absences why an instrument was not measured, by instrument
   */
  public static Table table(RunRecord run, Arm bare, Map<Instrument, String> absences) {
    List<List<Table.Cell>> rows = new ArrayList<>();
    for (Instrument instrument : List.of(Instrument.JFR, Instrument.AGENT, Instrument.CPU)) {
      List<Table.Cell> row = new ArrayList<>(List.of(Table.Cell.of(instrument.label())));
      String absence = absences.getOrDefault(instrument, "");
      row.addAll(
          absence.isEmpty()
              ? cells(contrast(run, bare, instrument.on(bare)))
              : List.of(Table.Cell.absent(absence), Table.Cell.of(""), Table.Cell.of("")));
      rows.add(row);
    }
    return new Table(
        "What the instruments cost: "
            + bare.pattern()
            + " "
            + bare.model()
            + " on JDK "
            + bare.jdk()
            + ", "
            + bare.paramsLabel(),
        List.of("instrument", "service p50", "95 % interval", "rounds"),
        rows,
        List.of(
            "Against the same cell without an instrument, fork by fork, paired by round; of this"
                + " cell alone, others may differ."));
  }

  private static Contrast contrast(RunRecord run, Arm base, Arm other) {
    Pairs pairs = Pairs.ofP50(run.forks(base), run.forks(other));
    return new Family("cost", Adjustment.NONE, Criteria.DEFAULT).judge(List.of(pairs)).get(0);
  }

  private static List<Table.Cell> cells(Contrast contrast) {
    Estimate estimate = contrast.estimate();
    String rounds = String.valueOf(contrast.rounds());
    return estimate == null
        ? List.of(
            Table.Cell.absent(contrast.judgement().annotation()),
            Table.Cell.of(""),
            Table.Cell.of(rounds))
        : List.of(
            Table.Cell.of(percent(estimate.percent())),
            Table.Cell.of(interval(estimate)),
            Table.Cell.of(rounds));
  }

  static String interval(Estimate estimate) {
    Interval interval = estimate.interval();
    return "[" + percent(interval.lowerPercent()) + ", " + percent(interval.upperPercent()) + "]";
  }

  static String percent(double change) {
    return String.format(Locale.ROOT, "%+.1f %%", change);
  }
}
