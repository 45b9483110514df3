package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Adjustment;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.ArmPair;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Significance;
import org.asyncmark.analyse.Standing;
import org.asyncmark.analyse.Unpaired;
import org.asyncmark.analyse.Verdict;

/**
 * Contrasts between two runs: the same arm in both, unpaired. Arms of two JDKs are the same arm
 * only if each run has one JDK.
 */
public final class BetweenRuns {
  private final RunRecord base;
  private final RunRecord other;
  private final boolean anyJdk;

  private BetweenRuns(RunRecord base, RunRecord other) {
    this.base = base;
    this.other = other;
    this.anyJdk = base.jdkBuilds().size() == 1 && other.jdkBuilds().size() == 1;
  }

  /**
   * Compares the arms that both runs have.
   *
   * @param rowKeys keys that name a row; empty for those that tell the rows apart
   * @param words metrics, at least one
   * @param crossMachine whether runs of different machines may be compared
   * @throws IllegalArgumentException if the runs have no such key or metric
   * @throws EnvironmentException if the machines differ or no arm is in both runs
   */
  public static ContrastTable of(
      RunRecord base,
      RunRecord other,
      List<String> rowKeys,
      List<String> words,
      double delta,
      boolean crossMachine) {
    if (!crossMachine && !base.machine().equals(other.machine())) {
      throw new EnvironmentException(
          "want two runs of one machine, got '"
              + base.machine()
              + "' and '"
              + other.machine()
              + "'; with --cross-machine they are compared all the same");
    }
    return new BetweenRuns(base, other).table(rowKeys, words, delta);
  }

  private ContrastTable table(List<String> rowKeys, List<String> words, double delta) {
    Map<ArmForks, ArmForks> common = common();
    if (common.isEmpty()) {
      throw new EnvironmentException(
          "want arms that both runs have, found none in "
              + base.id()
              + " and "
              + other.id()
              + "; compare runs of the same patterns, models, parameters and JDKs");
    }
    List<Arm> arms = common.values().stream().map(ArmForks::arm).toList();
    List<ArmKey> names =
        rowKeys.isEmpty() ? ArmKeys.telling(arms, null) : ArmKeys.named(rowKeys, arms);
    List<Measure> measures = words.stream().map(word -> Measure.of(word, base)).toList();
    Criteria criteria = new Criteria(delta, 0);
    List<ContrastRow> rows = new ArrayList<>();
    common.forEach((some, same) -> rows.add(row(names, measures, some, same, criteria)));
    List<String> warnings = new ArrayList<>();
    warnings.add(
        "UNPAIRED: forks of two runs, Welch's test on the logarithms of their scores. Time is mixed"
            + " up with the arms, so no verdict is more than suggestive.");
    machines().ifPresent(warnings::add);
    leftOut(common.size()).ifPresent(warnings::add);
    Contrasts.sameNames(rows).ifPresent(warnings::add);
    List<String> facts = ArmKeys.unshown(arms, names);
    return new ContrastTable("run", title(delta), warnings, facts, measures, rows);
  }

  private Map<ArmForks, ArmForks> common() {
    Map<Map<ArmKey, String>, ArmForks> others = new LinkedHashMap<>();
    other.arms().forEach(arm -> others.put(key(arm.arm()), arm));
    Map<ArmForks, ArmForks> common = new LinkedHashMap<>();
    for (ArmForks arm : base.arms()) {
      ArmForks same = others.get(key(arm.arm()));
      if (same != null) {
        common.put(arm, same);
      }
    }
    return common;
  }

  private Map<ArmKey, String> key(Arm arm) {
    return anyJdk ? ArmKey.without(arm, ArmKey.JDK) : ArmKey.of(arm);
  }

  private ContrastRow row(
      List<ArmKey> names, List<Measure> measures, ArmForks some, ArmForks same, Criteria criteria) {
    ArmPair pair = new ArmPair(some.arm(), same.arm());
    List<ContrastRow.Score> scores =
        measures.stream()
            .map(
                measure ->
                    new ContrastRow.Score(
                        measure,
                        measure.median(some),
                        measure.median(same),
                        contrast(pair, measure, some, same, criteria)))
            .toList();
    String against =
        some.arm().jdk().equals(same.arm().jdk())
            ? "run 2 vs run 1"
            : same.arm().jdk() + " vs " + some.arm().jdk();
    return new ContrastRow(
        ArmKeys.label(same.arm(), names), against, some.arm(), same.arm(), scores, "");
  }

  private static Contrast contrast(
      ArmPair pair, Measure measure, ArmForks some, ArmForks same, Criteria criteria) {
    String lack = measure.lack(some).isEmpty() ? measure.lack(same) : measure.lack(some);
    if (lack.isEmpty()) {
      return Unpaired.contrast(
          pair, measure.metric(), measure.scores(some), measure.scores(same), criteria);
    }
    Judgement none = new Judgement(Verdict.NONE, Standing.SUGGESTIVE, lack, 0, criteria.margin());
    Significance untested = new Significance("unpaired", 1, Adjustment.NONE, 1, 1);
    return new Contrast(pair, measure.metric(), 0, 0, null, untested, none);
  }

  private String title(double delta) {
    return Stream.of(
            "UNPAIRED",
            "run 1 (base) " + base.id() + ", JDK " + String.join(", ", base.jdkBuilds().values()),
            "run 2 " + other.id() + ", JDK " + String.join(", ", other.jdkBuilds().values()),
            base.machine().equals(other.machine())
                ? base.machine()
                : base.machine() + " (base) vs " + other.machine(),
            "δ=" + ContrastWords.percent(delta) + " %",
            "no placebo arms")
        .collect(Collectors.joining(" · "));
  }

  private Optional<String> machines() {
    if (!base.machine().equals(other.machine())) {
      return Optional.of("The machines differ: the difference may be theirs alone.");
    }
    return base.machine().equals(RunRecord.UNKNOWN_MACHINE)
        ? Optional.of("Neither file says on which machine it was made: it may not be the same one.")
        : Optional.empty();
  }

  private Optional<String> leftOut(int common) {
    int left = base.arms().size() + other.arms().size() - 2 * common;
    return left == 0
        ? Optional.empty()
        : Optional.of(left + (left == 1 ? " arm is" : " arms are") + " in one of the runs only.");
  }
}
