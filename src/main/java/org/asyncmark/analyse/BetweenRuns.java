package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;

/**
 * Contrasts between two runs: the same arm in both, unpaired. Arms of two JDKs are the same arm
 * only if each run has one JDK, and those of two Pythons if each has one Python.
 */
public final class BetweenRuns {
  private final RunRecord base;
  private final RunRecord other;
  private final Predicate<Arm> anyJdk;

  private BetweenRuns(RunRecord base, RunRecord other) {
    this.base = base;
    this.other = other;
    this.anyJdk = anyJdk(base, other);
  }

  /**
   * Returns what tells of an arm of two runs whether it is compared whatever its JDK or Python is,
   * because each run has one of that kind.
   */
  public static Predicate<Arm> anyJdk(RunRecord base, RunRecord other) {
    return arm -> {
      boolean python = isPython(base, arm) || isPython(other, arm);
      return count(base, python) == 1 && count(other, python) == 1;
    };
  }

  private static boolean isPython(RunRecord run, Arm arm) {
    return Builds.isPython(run.build(arm.jdk()));
  }

  private static long count(RunRecord run, boolean python) {
    return run.jdkBuilds().values().stream()
        .filter(build -> Builds.isPython(build) == python)
        .count();
  }

  /**
   * Compares the arms that both runs have.
   *
   * @param rowKeys keys that name a row; empty for those that tell the rows apart
   * @param words metrics, at least one
   * @param crossMachine whether runs of different machines may be compared
   * @throws IllegalArgumentException if the runs have no such key or metric
   * @throws UndecidedException if no arm is in both runs; the message says what differs
   * @throws EnvironmentException if the machines differ
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
    List<Arm> all =
        Stream.of(base, other).flatMap(run -> run.arms().stream()).map(ArmForks::arm).toList();
    Unmatched unmatched =
        new Unmatched(
            left(base, common.keySet()),
            left(other, common.values()),
            anyJdk,
            ArmKeys.telling(all, null));
    List<ArmPair> modes = unmatched.inOtherModes();
    if (common.isEmpty() && modes.isEmpty()) {
      throw new UndecidedException(
          "want arms that both runs have, found none in "
              + base.id()
              + " and "
              + other.id()
              + ": "
              + unmatched.reasons(base.id(), other.id()));
    }
    List<Arm> arms =
        Stream.concat(
                common.values().stream().map(ArmForks::arm), modes.stream().map(ArmPair::other))
            .toList();
    List<ArmKey> names =
        rowKeys.isEmpty() ? ArmKeys.telling(arms, null) : ArmKeys.named(rowKeys, arms);
    List<Measure> measures = words.stream().map(word -> Measure.of(word, base, other)).toList();
    Criteria criteria = new Criteria(delta, 0);
    List<ContrastRow> rows = new ArrayList<>();
    common.forEach((some, same) -> rows.add(row(names, measures, some, same, criteria)));
    modes.forEach(pair -> rows.add(refused(names, pair)));
    List<String> warnings = new ArrayList<>();
    warnings.add(
        "UNPAIRED: the two runs were measured at different times, which may be what differs. So a"
            + " verdict is suggestive at most (Welch's test on the logarithms of the forks' scores).");
    machines().ifPresent(warnings::add);
    JvmKind.warning(rows, base, other).ifPresent(warnings::add);
    unmatched.warning().ifPresent(warnings::add);
    Contrasts.sameNames(rows).ifPresent(warnings::add);
    List<String> facts = ArmKeys.unshown(arms, names);
    ContrastTable.Runs runs = new ContrastTable.Runs(base.id(), other.id(), unmatched.missing());
    return new ContrastTable("run", title(delta), warnings, facts, measures, rows, runs);
  }

  private static List<Arm> left(RunRecord run, Collection<ArmForks> common) {
    Set<ArmForks> found = Collections.newSetFromMap(new IdentityHashMap<>());
    found.addAll(common);
    return run.arms().stream().filter(arm -> !found.contains(arm)).map(ArmForks::arm).toList();
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
    return Unmatched.key(arm, anyJdk);
  }

  private ContrastRow row(
      List<ArmKey> names, List<Measure> measures, ArmForks some, ArmForks same, Criteria criteria) {
    List<ContrastRow.Score> scores =
        measures.stream().map(measure -> score(measure, some, same, criteria)).toList();
    ArmPair pair = new ArmPair(some.arm(), same.arm());
    return new ContrastRow(
        ArmKeys.label(same.arm(), names), against(pair), some.arm(), same.arm(), scores, "");
  }

  private static String against(ArmPair pair) {
    return pair.base().jdk().equals(pair.other().jdk())
        ? "run 2 vs run 1"
        : pair.other().jdk() + " vs " + pair.base().jdk();
  }

  private static ContrastRow.Score score(
      Measure measure, ArmForks some, ArmForks same, Criteria criteria) {
    Metric metric = measure.metric(some, same);
    return new ContrastRow.Score(
        measure,
        measure.mean(some, metric),
        measure.mean(same, metric),
        contrast(measure, metric, some, same, criteria)
            .noting(Validity.excludedUnpaired(some, same)));
  }

  private static Contrast contrast(
      Measure measure, Metric metric, ArmForks some, ArmForks same, Criteria criteria) {
    ArmPair pair = new ArmPair(some.arm(), same.arm());
    String lack = measure.lack(some, same);
    if (lack.isEmpty()) {
      ForkScores before = measure.scores(some, metric);
      ForkScores after = measure.scores(same, metric);
      return LeastAmount.judged(
          Unpaired.contrast(pair, metric, before, after, criteria), before, after, criteria);
    }
    Judgement none = new Judgement(Verdict.NONE, Standing.SUGGESTIVE, lack, 0, criteria.margin());
    Significance untested = new Significance("unpaired", 1, Adjustment.NONE, 1, 1);
    return new Contrast(pair, metric, 0, 0, null, null, untested, none);
  }

  /** Returns the row of a benchmark that was measured in another mode. */
  private static ContrastRow refused(List<ArmKey> names, ArmPair pair) {
    List<ArmKey> shown = names.stream().filter(key -> !key.equals(ArmKey.MODE)).toList();
    String reason =
        String.format(
            Locale.ROOT,
            "mode %s in run 1, %s in run 2: they measure different things; run both with the same"
                + " -bm",
            ArmKey.MODE.in(pair.base()).orElse("unknown"),
            ArmKey.MODE.in(pair.other()).orElse("unknown"));
    return new ContrastRow(
        ArmKeys.label(pair.other(), shown),
        against(pair),
        pair.base(),
        pair.other(),
        List.of(),
        reason);
  }

  private String title(double delta) {
    return Stream.of(
            "UNPAIRED",
            "run 1 (base) " + base.id() + ", " + Builds.named(base.jdkBuilds().values()),
            "run 2 " + other.id() + ", " + Builds.named(other.jdkBuilds().values()),
            base.machine().equals(other.machine())
                ? base.machine()
                : base.machine() + " (base) vs " + other.machine(),
            ContrastTitle.margin(delta),
            Floors.NOT_MEASURED)
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
}
