package org.asyncmark.report;

import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Standing;
import org.asyncmark.analyse.Verdict;

/** A contrast as one sentence that stands for itself: estimate, interval, n, scope, and source. */
record ContrastSentence(ContrastRow row) {
  /** Returns the sentence without its source, or empty text if nothing was compared. */
  String text() {
    if (row.scores().isEmpty()) {
      return "";
    }
    ContrastRow.Score score = row.scores().get(0);
    Contrast contrast = score.contrast();
    String interval =
        contrast.interval() == null
            ? ""
            : " " + new ContrastWords(contrast).interval() + " % (95 % CI), paired by round";
    return row.label()
        + ", "
        + row.against()
        + ": "
        + contrast.metric().name()
        + " "
        + score.change()
        + (contrast.screening() == null ? interval : " (screening)")
        + ", n = "
        + contrast.rounds()
        + (contrast.rounds() == 1 ? " round, " : " rounds, ")
        + contrast.judgement().verdict().label()
        + notCitable(contrast)
        + ".";
  }

  /** Returns what stands behind every sentence of a run: where its numbers are from. */
  static String source(RunRecord run) {
    return "Measured on "
        + run.machine()
        + ", JDK "
        + String.join(" and ", run.jdkBuilds().values())
        + "; asyncmark run "
        + run.id()
        + (run.background().source().isEmpty() ? "." : ", " + run.background().source() + ".");
  }

  private static String notCitable(Contrast contrast) {
    boolean citable =
        contrast.judgement().standing() == Standing.CITABLE
            && contrast.judgement().verdict() != Verdict.NONE
            && contrast.judgement().verdict() != Verdict.INCONCLUSIVE;
    return citable ? "" : " (not to be cited)";
  }
}
