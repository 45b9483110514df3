package org.asyncmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.asyncmark.Source;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds what a manifest declares to what tables judge by. */
class DeclaredFamiliesTest {
  @TempDir private Path results;

  @Test
  void tablesJudgeByTheFamiliesThatWereDeclared() {
    Plan plan = plan().declaring(0.03);
    RunStore store =
        RunStore.create(results, plan, RunEnvironment.ofThisMachine(jdk(25), List.of()));
    RunRecord record = withOneFork(new RunReader(store).read());
    Set<String> judged =
        Stream.of("jdk", "model").flatMap(key -> families(record, key)).collect(Collectors.toSet());
    families(Migration.within(record, plan.terms().question(), Contrasts.DEFAULT_METRICS, 0.03))
        .filter(family -> family.contains(", question, ")) // interactions are a family of their own
        .forEach(judged::add);
    assertThat(plan.terms().families())
        .flatExtracting(
            family ->
                family.metrics().stream()
                    .map(
                        metric ->
                            String.format(
                                Locale.ROOT,
                                "%s cpus=%s, %s, %s: %d",
                                family.pattern(),
                                family.cpus(),
                                family.key(),
                                metric,
                                family.size()))
                    .toList())
        .hasSize(plan.terms().families().size() * Contrasts.DEFAULT_METRICS.size())
        .hasSizeGreaterThan(20)
        .containsExactlyInAnyOrderElementsOf(judged);
  }

  /** Metrics are those of some fork; a family has the same size whatever was measured. */
  private static RunRecord withOneFork(RunRecord run) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(1_000, 2_000);
    List<ArmForks> arms = new ArrayList<>(run.arms());
    Fork fork = Fork.of(1, Map.of("service", histogram), Map.of());
    arms.set(0, new ArmForks(arms.get(0).arm(), List.of(fork), Map.of(), 0, 0));
    return run.with(arms);
  }

  private static Stream<String> families(RunRecord run, String key) {
    return families(Contrasts.within(run, Grouping.by(key), Contrasts.DEFAULT_METRICS, 0.03));
  }

  private static Stream<String> families(List<ContrastTable> tables) {
    return tables.stream()
        .flatMap(table -> table.rows().stream())
        .flatMap(row -> row.scores().stream())
        .map(score -> score.contrast().significance())
        .map(each -> each.family() + ": " + each.familySize());
  }

  private static Plan plan() {
    return new Wanted(
            Patterns.all(),
            Model.ofJava(),
            List.of(jdk(17), jdk(21), jdk(25)),
            Preset.STANDARD,
            10,
            Arms.choices(Map.of()),
            List.of(Cpus.ALL, new Cpus("0-0")),
            Placebo.ONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }

  private static Jdk jdk(int feature) {
    String name = String.valueOf(feature);
    return new Jdk(
        name, Path.of("jdk"), Path.of("java"), feature, feature + ".0.1+1", "Maker", Jdk.HOT_SPOT);
  }
}
