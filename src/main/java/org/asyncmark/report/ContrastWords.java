package org.asyncmark.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.Standing;
import org.asyncmark.analyse.Verdict;

/** The words and numbers of one contrast in tables and sentences. */
final class ContrastWords {
  private final Contrast contrast;

  ContrastWords(Contrast contrast) {
    this.contrast = contrast;
  }

  /** Returns the change, for example {@code -12.3 %}, or a dash. */
  String change() {
    Double percent = contrast.percent();
    return percent == null ? "-" : signed(percent) + " %";
  }

  /**
   * Returns the interval, for example {@code [-14.9, -9.8]}, with its level after it if it is for
   * screening, or a dash.
   */
  String interval() {
    Interval interval = contrast.interval();
    return interval == null
        ? "-"
        : "["
            + signed(interval.lowerPercent())
            + ", "
            + signed(interval.upperPercent())
            + "]"
            + (contrast.screening() == null ? "" : " at " + percent(interval.level()) + " %");
  }

  /** Returns the verdict with what it cannot be told without. */
  String verdict() {
    Judgement judgement = contrast.judgement();
    String label = judgement.verdict().label();
    return switch (judgement.verdict()) {
      case EQUIVALENT -> label + " (±" + percent(judgement.margin()) + " %)" + standing();
      case INCONCLUSIVE ->
          label + ": about " + Digits.count(judgement.roundsNeeded()) + " " + unit() + " in all";
      case NONE -> label + (contrast.screening() == null ? "" : ", screening");
      case FASTER, SLOWER, LESS, MORE -> label + standing();
    };
  }

  private String standing() {
    return switch (contrast.judgement().standing()) {
      case CITABLE -> "";
      case SCREENING -> ", screening";
      case SUGGESTIVE -> ", suggestive";
    };
  }

  private String unit() {
    return contrast.judgement().standing() == Standing.SUGGESTIVE ? "forks" : "rounds";
  }

  /** Returns a change with its interval, n and a mark for the verdict. */
  String brief(String change) {
    Verdict verdict = contrast.judgement().verdict();
    String mark =
        switch (verdict) {
          case EQUIVALENT -> "~";
          case INCONCLUSIVE -> "?";
          case NONE -> "-";
          case FASTER, SLOWER, LESS, MORE -> verdict.label();
        };
    String interval = contrast.interval() == null ? "" : " " + interval();
    return change.equals("-")
        ? "- n=" + contrast.rounds()
        : change + interval + " n=" + contrast.rounds() + " " + mark;
  }

  /** Tells whether a difference was shown. */
  boolean shown() {
    return switch (contrast.judgement().verdict()) {
      case FASTER, SLOWER, LESS, MORE -> true;
      case EQUIVALENT, INCONCLUSIVE, NONE -> false;
    };
  }

  /** Returns a percentage with its sign, one digit after the point and at most three in all. */
  static String signed(double percent) {
    BigDecimal rounded = BigDecimal.valueOf(percent).setScale(1, RoundingMode.HALF_UP);
    if (rounded.signum() == 0) {
      return "0.0";
    }
    String sign = rounded.signum() > 0 ? "+" : "-";
    BigDecimal size = rounded.abs();
    boolean long4 = size.compareTo(BigDecimal.valueOf(100)) >= 0;
    return sign + (long4 ? Digits.three(size.doubleValue()) : size.toPlainString());
  }

  /** Returns a fraction as a percentage without more digits than it takes. */
  static String percent(double fraction) {
    return Digits.plain(Double.parseDouble(Digits.three(100 * fraction).replace(" ", "")));
  }
}
