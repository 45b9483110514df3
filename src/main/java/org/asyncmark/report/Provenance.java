package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.analyse.RunRecord;

/** Where the numbers of a run come from, and the words that every kind of report says alike. */
final class Provenance {
  static final String LOAD = "closed loop, 1 caller";
  static final String NO_ARMS = "The plan of this run has no arms, so there is nothing to report.";
  static final String SMOKE =
      "Preset smoke shows that everything runs; its numbers are not for comparison.";

  static final String LEGEND =
      "Latencies are of kind service: from the start of one whole operation to its end; leaf p50 is"
          + " that of one unit of work inside it. p50 to p99.9 and leaf p50 are the median over the"
          + " forks of each fork's own quantile; [min, max] is the lowest and highest fork; max is"
          + " the largest value of all forks; samples/fork is a median.";

  private Provenance() {}

  /** Returns what run this is, when, where and on which JDKs it was made, one fact per line. */
  static List<String> lines(RunView view) {
    RunRecord run = view.run();
    List<String> lines = new ArrayList<>();
    lines.add("run " + run.id());
    lines.add("preset %s, %s, started %s".formatted(run.preset(), rounds(run), run.startedUtc()));
    lines.add("machine " + run.machine());
    run.jdkBuilds().forEach((jdk, build) -> lines.add("JDK " + jdk + ": " + build));
    if (isSmoke(run)) {
      lines.add(SMOKE);
    }
    return lines;
  }

  static String rounds(RunRecord run) {
    return run.rounds() == 1 ? "1 round" : Digits.count(run.rounds()) + " rounds";
  }

  static boolean isSmoke(RunRecord run) {
    return run.preset().equals("smoke");
  }
}
