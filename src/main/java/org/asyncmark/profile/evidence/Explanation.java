package org.asyncmark.profile.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Adjustment;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Estimate;
import org.asyncmark.analyse.Family;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Value;

/**
 * What was found of the mechanisms of a pattern: scores from forks without an instrument, the
 * direction that was expected on each JDK, and the counts that tell the cause from others.
 */
public final class Explanation {
  /** The mechanisms are told by factors; less than this is taken for no difference. */
  private static final Criteria CRITERIA = new Criteria(0.25, 0);

  private static final Table.Cell BLANK = Table.Cell.of("");
  private static final List<Integer> RELEASES = List.of(17, 21, 25);

  private final RunRecord run;
  private final Map<String, Integer> features;
  private final Evidence evidence;

  /**
   * Creates the explanation of a run.
   *
   * @param run of an {@link ExplainPlan}
   * @param features feature release by name of JDK
   * @param noSystemCalls why system calls could not be counted; empty if they were
   */
  public Explanation(RunRecord run, Map<String, Integer> features, String noSystemCalls) {
    this.run = run;
    this.features = Map.copyOf(features);
    this.evidence = new Evidence(run, features, noSystemCalls);
  }

  /** Returns two tables for each check: what was found, and what was counted. */
  public List<Table> tables(ExplainPlan plan) {
    List<Table> tables = new ArrayList<>();
    plan.arms()
        .forEach(
            (check, arms) -> {
              tables.add(scores(check, arms));
              tables.add(evidence.table("What tells the cause", arms, check.counts()));
            });
    return tables;
  }

  private Table scores(MechanismCheck check, List<Arm> arms) {
    List<List<Table.Cell>> rows = new ArrayList<>();
    features.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(jdk -> rows.add(row(check, arms, jdk.getKey(), jdk.getValue())));
    for (int release : RELEASES) {
      if (!features.containsValue(release)) {
        rows.add(
            absent(
                String.valueOf(release),
                check.model().availableOn(release)
                    ? "JDK " + release + " was not measured; add it with --jdk or --jdk-home"
                    : check.model().absence()));
      }
    }
    String model = check.model().id();
    String subject = check.mechanism().isEmpty() ? model : model + " " + check.mechanism();
    String p50 = check.latency().equals(Latencies.SERVICE) ? "p50" : check.latency() + " p50";
    return new Table(
        check.title(),
        List.of(
            "JDK",
            subject + ", " + p50 + " in us",
            "control",
            "change",
            "95 % interval",
            "expected",
            ""),
        rows,
        List.of(
            check.acrossJdks()
                ? "Control: the same cell on the oldest JDK that can run it."
                : "Control: " + check.control() + ".",
            "Expected after " + check.source() + ". Alike: within 25 %."));
  }

  private List<Table.Cell> row(MechanismCheck check, List<Arm> arms, String jdk, int feature) {
    Optional<Arm> subject = arm(arms, jdk, check.param(), check.mechanism());
    if (subject.isEmpty()) {
      return absent(jdk, check.model().absence());
    }
    Optional<Arm> control =
        check.acrossJdks() ? oldest(arms) : arm(arms, jdk, check.param(), check.control());
    List<Table.Cell> cells = new ArrayList<>();
    cells.add(Table.Cell.of(jdk));
    cells.add(Table.Cell.of(p50(subject.get(), check.latency())));
    if (control.isEmpty() || control.equals(subject)) {
      cells.addAll(List.of(Table.Cell.of("is the control"), BLANK, BLANK, BLANK, BLANK));
      return cells;
    }
    Contrast contrast = contrast(control.get(), subject.get(), check.latency());
    Estimate estimate = contrast.estimate();
    cells.add(Table.Cell.of(p50(control.get(), check.latency())));
    cells.add(
        estimate == null
            ? Table.Cell.absent(contrast.judgement().annotation())
            : Table.Cell.of(InstrumentCost.percent(estimate.percent())));
    cells.add(estimate == null ? BLANK : Table.Cell.of(InstrumentCost.interval(estimate)));
    Optional<Expectation> expected = check.expected().apply(feature);
    cells.add(Table.Cell.of(expected.map(Expectation::label).orElse("nothing said")));
    cells.add(Table.Cell.of(expected.map(each -> each.outcome(contrast).label()).orElse("")));
    return cells;
  }

  private static List<Table.Cell> absent(String jdk, String why) {
    return List.of(Table.Cell.of(jdk), Table.Cell.absent(why), BLANK, BLANK, BLANK, BLANK, BLANK);
  }

  private static Optional<Arm> arm(List<Arm> arms, String jdk, String param, String word) {
    return arms.stream()
        .filter(arm -> arm.jdk().equals(jdk))
        .filter(arm -> word.isEmpty() || Value.of(word).equals(arm.allParams().get(param)))
        .findFirst();
  }

  private Optional<Arm> oldest(List<Arm> arms) {
    return arms.stream()
        .min(Comparator.comparing(arm -> features.getOrDefault(arm.jdk(), Integer.MAX_VALUE)));
  }

  private Contrast contrast(Arm base, Arm other, String latency) {
    Pairs pairs = Pairs.ofP50(run.forks(base), run.forks(other), latency);
    return new Family("mechanism", Adjustment.NONE, CRITERIA).judge(List.of(pairs)).get(0);
  }

  private String p50(Arm arm, String latency) {
    return ForkRange.of(run.forks(arm).forkQuantilesNanos(latency, 0.5))
        .map(p50 -> Evidence.number(p50.median() / 1_000))
        .orElse("n/a");
  }
}
