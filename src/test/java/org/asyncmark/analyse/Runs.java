package org.asyncmark.analyse;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.Patterns;

/** Runs for tests, of which a test says no more than it needs. */
public final class Runs {
  private static final Map<String, Set<String>> SHOWN =
      Patterns.suite().stream().collect(Collectors.toMap(Pattern::id, Runs::shown));

  private Runs() {}

  /** Returns a run of preset quick that has no placebos and declared nothing. */
  public static RunRecord of(
      Map<String, String> jdkBuilds, int rounds, List<ArmForks> arms, Map<Arm, String> absent) {
    return new RunRecord(
        "run",
        "2026-11-20T09:14:05Z",
        "machine",
        "quick",
        jdkBuilds,
        rounds,
        arms,
        absent,
        List.of(),
        Criteria.DEFAULT,
        Map.of(),
        Background.NONE,
        SHOWN);
  }

  /** Returns the same run on another machine, of another preset. */
  public static RunRecord on(RunRecord run, String machine, String preset) {
    return copy(run, machine, preset, run.placebos(), run.conditions());
  }

  /** Returns the same run with placebos. */
  public static RunRecord withPlacebos(RunRecord run, List<ArmForks> placebos) {
    return copy(run, run.machine(), run.preset(), placebos, run.conditions());
  }

  /** Returns the same run with what its forks ran with. */
  public static RunRecord withConditions(RunRecord run, Map<String, String> conditions) {
    return copy(run, run.machine(), run.preset(), run.placebos(), conditions);
  }

  /** Returns the same run with what its verdicts are weighed by. */
  public static RunRecord withBackground(RunRecord run, Background background) {
    return new RunRecord(
        run.id(),
        run.startedUtc(),
        run.machine(),
        run.preset(),
        run.jdkBuilds(),
        run.rounds(),
        run.arms(),
        run.absent(),
        run.placebos(),
        run.criteria(),
        run.conditions(),
        background,
        run.shown());
  }

  private static RunRecord copy(
      RunRecord run,
      String machine,
      String preset,
      List<ArmForks> placebos,
      Map<String, String> conditions) {
    return new RunRecord(
        run.id(),
        run.startedUtc(),
        machine,
        preset,
        run.jdkBuilds(),
        run.rounds(),
        run.arms(),
        run.absent(),
        placebos,
        run.criteria(),
        conditions,
        run.background(),
        run.shown());
  }

  private static Set<String> shown(Pattern pattern) {
    return pattern.params().stream()
        .filter(PatternParam::shown)
        .map(PatternParam::name)
        .collect(Collectors.toSet());
  }
}
