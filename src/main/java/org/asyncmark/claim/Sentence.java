package org.asyncmark.claim;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.ContrastSentence;

/** A contrast as a sentence that stands alone, and what it does not show. */
record Sentence(RunRecord run, Source source, int methodVersion) {
  private static final int DATE_LENGTH = "2026-11-27".length();

  /** Returns the sentence of a row that has a base and an estimate. */
  String of(ContrastRow row) {
    return String.join(
        "",
        new ContrastSentence(run, row).text(),
        "; measured on ",
        run.machine(List.of(row.other())),
        server(),
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

  /** Returns which server was asked, if it is not the suite's. */
  private String server() {
    String asked = run.conditions().get(RunRecord.SERVER);
    return asked == null ? "" : ", where http leaves ask " + asked;
  }

  /**
   * Returns what a reader might take the sentence for.
   *
   * @param other the arm that is held against a base
   * @param asyncio whether it is about asyncio too
   * @param floorKnown whether it was measured what identical code differs by
   * @param small the margin that the estimate of a difference is within; empty text if it is not
   * @param excluded which rounds are left out and why; empty text if none is
   */
  List<String> doesNotShow(
      String metric,
      Arm other,
      boolean asyncio,
      boolean floorKnown,
      String small,
      String excluded) {
    List<String> limits = new ArrayList<>();
    limits.add("another machine, " + (asyncio ? "JDK or CPython" : "JDK") + " build or parameter");
    if (metric.endsWith("p50")) {
      limits.add("the tail");
    }
    limits.add(load(other));
    if (asyncio) {
      limits.add("a service of several processes: asyncio ran in one, on one thread");
    }
    limits.add("what causes it");
    if (!floorKnown) {
      limits.add("how much identical code differs here: that was not measured");
    }
    if (!small.isEmpty()) {
      limits.add("that it matters: the estimate is below the " + small + " that count as none");
    }
    if (!excluded.isEmpty()) {
      limits.add("the rounds that are left out: " + excluded);
    }
    return limits;
  }

  private String load(Arm arm) {
    if (arm.atRate()) {
      return "another rate, or requests that come at other times";
    }
    boolean beside = run.arms().stream().anyMatch(each -> each.arm().atRate());
    return "how callers wait when requests keep coming: "
        + (beside ? "each of several callers waits for its op" : "one caller waits for each op");
  }
}
