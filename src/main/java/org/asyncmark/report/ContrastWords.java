package org.asyncmark.report;

import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.Verdict;

/** The words and numbers of one contrast in tables and sentences. */
public final class ContrastWords {
  private final Contrast contrast;

  /** Creates the words of a contrast. */
  public ContrastWords(Contrast contrast) {
    this.contrast = contrast;
  }

  /** Returns the change, for example {@code -12.3 %}, or a dash. */
  public String change() {
    Double percent = contrast.percent();
    return percent == null ? "-" : Digits.signed(percent) + " %";
  }

  /**
   * Returns the interval, for example {@code [-14.9, -9.8]}, with its level after it if it is for
   * screening, or a dash.
   */
  public String interval() {
    Interval interval = contrast.interval();
    return interval == null
        ? "-"
        : "["
            + Digits.signed(interval.lowerPercent())
            + ", "
            + Digits.signed(interval.upperPercent())
            + "]"
            + (contrast.screening() == null ? "" : " at " + Digits.percent(interval.level()));
  }

  /** Returns the verdict with what it cannot be told without. */
  String verdict() {
    Judgement judgement = contrast.judgement();
    String label = judgement.verdict().label();
    return switch (judgement.verdict()) {
      case EQUIVALENT -> label + " (±" + Digits.percent(judgement.margin()) + ")" + standing();
      case INCONCLUSIVE -> label + ": " + judgement.neededInWords() + " would decide";
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

  /** Returns the change of a score with its interval, n and a mark for the verdict. */
  static String brief(ContrastRow.Score score) {
    return new ContrastWords(score.contrast()).brief(score.change());
  }

  private String brief(String change) {
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
}
