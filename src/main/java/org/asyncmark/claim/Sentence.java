package org.asyncmark.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Verdict;
import org.asyncmark.model.Model;

/** A contrast as a sentence that stands alone, and what it does not show. */
record Sentence(RunRecord run, Source source, int methodVersion) {
  private static final int DATE_LENGTH = "2026-11-27".length();

  /** Returns the sentence of a row that has a base and an estimate. */
  String of(ContrastRow row, Arm base) {
    ContrastRow.Score score = row.scores().get(0);
    Contrast contrast = score.contrast();
    double percent = Objects.requireNonNull(contrast.percent(), "it is estimated");
    Interval interval = Objects.requireNonNull(contrast.interval(), "it is estimated");
    Arm other = row.other();
    return String.join(
        "",
        "In ",
        other.row(),
        ", ",
        contrast.metric().name(),
        " with ",
        name(other),
        contrast.judgement().verdict() == Verdict.EQUIVALENT
            ? " was the same within "
                + Digits.percent(contrast.judgement().margin())
                + " as with "
                + name(base)
                + ": "
                + change(percent)
            : " was " + change(percent) + " than with " + name(base),
        " (",
        interval(interval),
        ", n = ",
        Integer.toString(contrast.rounds()),
        " rounds, paired",
        score.base().text().isEmpty() ? "" : "; " + score.base().text() + " with the latter",
        "); measured on ",
        run.machine(),
        ", with preset ",
        run.preset(),
        " of asyncmark, method version ",
        Integer.toString(methodVersion),
        ", commit ",
        source.git(),
        ", on ",
        run.startedUtc().substring(0, Math.min(DATE_LENGTH, run.startedUtc().length())),
        ".");
  }

  /** Returns for example {@code virtual threads (task-per-leaf) on JDK 25.0.3+9 Maker}. */
  private String name(Arm arm) {
    String build = run.jdkBuilds().getOrDefault(arm.jdk(), arm.jdk());
    return Model.of(arm.model()).label() + ArmKeys.way(arm) + " on JDK " + build;
  }

  private static String interval(Interval interval) {
    double lower = interval.lowerPercent();
    double upper = interval.upperPercent();
    String level = Digits.percent(interval.level()) + " interval ";
    return level
        + (upper < 0
            ? amount(upper) + " to " + change(lower)
            : lower > 0
                ? amount(lower) + " to " + change(upper)
                : change(lower) + " to " + change(upper));
  }

  private static String change(double percent) {
    return amount(percent) + (percent < 0 ? " lower" : " higher");
  }

  private static String amount(double percent) {
    return Digits.signed(percent).replaceFirst("^[-+]", "") + " %";
  }

  /**
   * Returns what a reader might take the sentence for.
   *
   * @param floorKnown whether it was measured what identical code differs by
   */
  List<String> doesNotShow(String metric, boolean floorKnown) {
    List<String> limits = new ArrayList<>();
    limits.add("another machine, JDK build or parameter");
    if (metric.endsWith("p50")) {
      limits.add("the tail");
    }
    limits.add("how callers wait when requests keep coming: one caller waits for each op");
    limits.add("what causes it");
    if (!floorKnown) {
      limits.add("how much identical code differs here: that was not measured");
    }
    return limits;
  }
}
