package org.asyncmark.claim;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.Source;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Calibration;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Estimate;
import org.asyncmark.analyse.Floors;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.Loops;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Standing;
import org.asyncmark.analyse.Steadiness;
import org.asyncmark.analyse.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of citing a contrast, each with what would mend it.
 *
 * @param source what the run measured
 */
record Citation(RunRecord run, Source source) {
  private static final String MORE_ROUNDS =
      "run --preset decide --from JDK:MODEL --to JDK:MODEL measures enough rounds";
  private static final String QUIETER = "measure on a quieter machine";

  /** Returns the reasons, whole sentences without their full stop; none if it may be cited. */
  List<String> obstacles(ContrastRow row) {
    if (row.base() == null || row.scores().isEmpty()) {
      return List.of(row.reason().isEmpty() ? "nothing was measured" : row.reason());
    }
    List<String> obstacles = new ArrayList<>(ofSource());
    if (run.preset().equals("smoke")) {
      obstacles.add("the numbers of preset smoke mean nothing; " + MORE_ROUNDS);
    }
    Contrast contrast = row.scores().get(0).contrast();
    Judgement judgement = contrast.judgement();
    Estimate estimate = contrast.estimate();
    if (judgement.verdict() == Verdict.NONE || estimate == null) {
      obstacles.add("no verdict: " + judgement.annotation() + "; " + MORE_ROUNDS);
    } else if (judgement.standing() != Standing.CITABLE) {
      obstacles.add("screening on " + contrast.rounds() + " rounds; " + MORE_ROUNDS);
    } else if (judgement.verdict() == Verdict.INCONCLUSIVE) {
      obstacles.add(
          "inconclusive; " + judgement.neededInWords() + " would decide, see run --rounds");
    } else {
      obstacles.addAll(withinFloor(row.scores().get(0), estimate, floor(row)));
    }
    obstacles.addAll(unsteady(run.forks(row.base())));
    obstacles.addAll(unsteady(run.forks(row.other())));
    return obstacles;
  }

  private List<String> ofSource() {
    if (source.committed()) {
      return List.of();
    }
    return List.of(
        source.dirty()
            ? "what was measured differs from commit "
                + source.git()
                + "; commit it and measure again"
            : "the jar names no commit; build it in a checkout and measure again");
  }

  /** Returns what identical code differed by, as a ratio less 1; null if that was not measured. */
  @Nullable Double floor(ContrastRow row) {
    String place = Floors.place(row.other(), null);
    return new Floors(Loops.around(run, row.other()))
        .calibration(row.scores().get(0).measure(), place)
        .map(Calibration::floor)
        .orElse(null);
  }

  private static List<String> withinFloor(
      ContrastRow.Score score, Estimate estimate, @Nullable Double floor) {
    boolean difference = score.contrast().judgement().verdict().isDifference();
    if (!difference || floor == null || Math.abs(estimate.log()) > Math.log1p(floor)) {
      return List.of();
    }
    return List.of(
        "the change of "
            + Digits.signed(estimate.percent())
            + " % is no more than the "
            + Digits.percent(floor)
            + " that identical code differed by; "
            + QUIETER);
  }

  private static List<String> unsteady(ArmForks arm) {
    Steadiness steadiness = Steadiness.of(arm);
    return steadiness.unsteady()
        ? List.of(
            "unsteady: "
                + steadiness.drifting()
                + " of "
                + steadiness.forks()
                + " forks of "
                + arm.arm().model()
                + " on "
                + arm.arm().runtime()
                + " became faster or slower while they were measured; "
                + QUIETER)
        : List.of();
  }
}
