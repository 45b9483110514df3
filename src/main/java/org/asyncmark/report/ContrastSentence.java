package org.asyncmark.report;

import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.ArmPair;
import org.asyncmark.analyse.Builds;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Standing;
import org.asyncmark.analyse.Verdict;
import org.asyncmark.model.Model;

/** A contrast in its first metric as words that stand for themselves: estimate, interval, n. */
public record ContrastSentence(RunRecord run, ContrastRow row) {
  /**
   * Returns what was found, without a full stop: of two arms with an estimate in plain words, of
   * anything else as in the tables; empty text if nothing was compared.
   */
  public String text() {
    if (row.scores().isEmpty()) {
      return "";
    }
    Contrast contrast = row.scores().get(0).contrast();
    Double percent = contrast.percent();
    Interval interval = contrast.interval();
    Arm base = row.base();
    return base != null
            && percent != null
            && interval != null
            && contrast.subject() instanceof ArmPair
        ? ofArms(base, percent, interval)
        : row.label() + ", " + row.against() + ": " + ContrastWords.brief(row.scores().get(0));
  }

  private String ofArms(Arm base, double percent, Interval interval) {
    ContrastRow.Score score = row.scores().get(0);
    Contrast contrast = score.contrast();
    return String.join(
        "",
        "In ",
        row.other().row(),
        ", ",
        contrast.metric().name(),
        " with ",
        name(row.other()),
        contrast.judgement().verdict() == Verdict.EQUIVALENT
            ? " was the same within "
                + Digits.percent(contrast.judgement().margin())
                + " as with "
                + name(base)
                + ": "
                + change(percent)
            : " was " + change(percent) + " than with " + name(base),
        " (",
        inWords(interval),
        ", n = ",
        Integer.toString(contrast.rounds()),
        " rounds, paired",
        score.base().text().isEmpty() ? "" : "; " + score.base().text() + " with the latter",
        ")");
  }

  /**
   * Returns for example {@code virtual threads (task-per-leaf) on JDK 25.0.3+9 Maker} or {@code
   * asyncio on CPython 3.11.7}.
   */
  private String name(Arm arm) {
    String build = Builds.named(run.build(arm.jdk()));
    return Model.of(arm.model()).label() + ArmKeys.way(arm) + " on " + build;
  }

  private static String inWords(Interval interval) {
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

  /** Returns the text with what {@code cite} would refuse it for, if it would. */
  String withStanding() {
    if (row.scores().isEmpty()) {
      return "";
    }
    Contrast contrast = row.scores().get(0).contrast();
    Verdict verdict = contrast.judgement().verdict();
    return text()
        + switch (verdict) {
          case NONE, INCONCLUSIVE -> "; " + verdict.label() + ", not to be cited";
          case FASTER, SLOWER, LESS, MORE, EQUIVALENT ->
              contrast.judgement().standing() == Standing.CITABLE
                  ? ""
                  : "; screening, not to be cited";
        };
  }

  /** Returns what stands behind every sentence of a run: where its numbers are from. */
  static String source(RunRecord run) {
    String source = run.background().source();
    return "; measured on "
        + run.machine()
        + ", with preset "
        + run.preset()
        + " of asyncmark"
        + (source.isEmpty() ? "" : ", " + source)
        + ", run "
        + run.id()
        + ".";
  }
}
