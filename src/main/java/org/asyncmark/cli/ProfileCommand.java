package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.asyncmark.analyse.Arm;
import org.asyncmark.doctor.Checkout;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.plan.AbsentArm;
import org.asyncmark.plan.Offered;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.SystemCallsProfiler;
import org.asyncmark.profile.evidence.EvidencePlan;
import org.asyncmark.profile.flame.ArmDifference;
import org.asyncmark.profile.flame.FlamePair;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws flame graphs; ends with 1 if a fork failed. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description =
        "Draw flame graphs of patterns in models on JDKs and Pythons, in forks that are not scored.")
public final class ProfileCommand implements Callable<Integer> {
  private static final List<String> WITH_EXPLAIN =
      List.of("--explain", "--jdk", "--jdk-home", "--preset", "--results");

  @Mixin private CellOptions cells;

  @Mixin private PythonOptions pythons;

  @Mixin private OpenOptions open;

  @Option(
      names = "--preset",
      defaultValue = "quick",
      paramLabel = "PRESET",
      description = "smoke, quick, standard or publish; default ${DEFAULT-VALUE}")
  private String preset;

  @Option(
      names = "--event",
      defaultValue = "cpu",
      split = ",",
      paramLabel = "EVENT",
      description = "what is sampled, of cpu, alloc, wall, lock; default ${DEFAULT-VALUE}")
  private List<String> events;

  @Option(
      names = "--diff",
      split = ",",
      paramLabel = "KEY:A..B",
      description =
          "differential flame graphs of arms that differ in KEY alone, for example"
              + " jdk:17..25,model:platform..virtual; default the baseline JDK against the newest,"
              + " and each model against platform")
  private List<String> differences = new ArrayList<>();

  @Option(
      names = "--cost",
      defaultValue = "one",
      paramLabel = "CELLS",
      description =
          "cells on which the cost of the instruments is measured: none or one; default"
              + " ${DEFAULT-VALUE}")
  private String cost;

  @Option(
      names = "--explain",
      paramLabel = "PATTERN",
      description =
          "no graphs: the mechanism checks of a pattern (gather, lock), with the direction that is"
              + " expected on each JDK, what was found, and the counts that tell the cause; of the"
              + " other options it takes --jdk, --jdk-home, --preset and --results")
  private @Nullable String explain;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Headings.RESULTS,
      description = "folder of all runs, graphs go to 'plots' beside it; default ${DEFAULT-VALUE}")
  private Path results;

  @Spec private CommandSpec spec;

  private boolean measuresCost() {
    if (!List.of("none", "one").contains(cost)) {
      throw new ParameterException(
          spec.commandLine(), "--cost must be none or one, got '" + cost + "'");
    }
    return cost.equals("one");
  }

  private ExplainJob explanation(String pattern) throws InterruptedException {
    List<String> others =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(option -> !WITH_EXPLAIN.contains(option))
            .distinct()
            .toList();
    if (!others.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--explain "
              + pattern
              + " chooses its cells itself; leave out "
              + String.join(", ", others));
    }
    try {
      return new ExplainJob(pattern, cells.wanted(Preset.of(preset), null).jdks(), results);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (explain != null) {
      PrintWriter out = spec.commandLine().getOut();
      return explanation(explain).execute(out) ? 0 : Errors.FAILED;
    }
    Wanted wanted;
    Plan plan;
    List<ProfileEvent> sampled;
    ProfileJob job;
    PrintWriter out = spec.commandLine().getOut();
    try {
      sampled = events.stream().map(ProfileEvent::of).distinct().sorted().toList();
      wanted = wanted(Preset.of(preset));
      plan = wanted.plan(Headings.now("profile", 1, List.of())).onceEachMainArm();
      job =
          new ProfileJob(
              plan, wanted.jdks(), wanted.pythons(), sampled, pairs(plan, wanted.jdks()), results);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    for (AbsentArm absent : plan.absent()) {
      out.println(absent.arm().jdk() + " " + absent.arm().model() + ": " + absent.reason());
    }
    Checkout.note().ifPresent(note -> out.println("note: " + note));
    Optional<EvidencePlan> evidence =
        EvidencePlan.ofJvms(plan).isEmpty()
            ? Optional.empty()
            : Optional.of(
                EvidencePlan.of(
                    plan,
                    measuresCost(),
                    InstrumentedRun.features(wanted.jdks()),
                    SystemCallsProfiler.absence()));
    Optional<Plan> counted = evidence.map(EvidencePlan::plan);
    out.printf(
        Locale.ROOT,
        "%d profiles, %d forks that count: about %s%n",
        plan.forks(),
        counted.map(Plan::forks).orElse(0),
        Durations.inWords(
            Duration.ofMillis(
                plan.expectedMillis() + counted.map(Plan::expectedMillis).orElse(0L))));
    return job.execute(evidence.map(each -> new EvidenceJob(each, wanted.jdks())), out)
        ? 0
        : Errors.FAILED;
  }

  /** Returns what is profiled: asyncio only if it is named. */
  private Wanted wanted(Preset chosen) throws InterruptedException {
    List<Python> chosenPythons = cells.pythons(pythons, false, chosen, null);
    Wanted wanted = cells.wanted(chosen, null, null, chosenPythons).withoutPlacebo();
    Offered offered = open.offeredToProfile();
    open.refusePython(pythons.named());
    return offered.isOpen()
        ? wanted.offering(offered, what -> spec.commandLine().getOut().println("left out: " + what))
        : wanted;
  }

  private List<FlamePair> pairs(Plan plan, List<Jdk> jdks) {
    List<Arm> arms = plan.arms().stream().map(PlannedArm::arm).toList();
    if (differences.isEmpty()) {
      List<String> oldestFirst =
          jdks.stream().sorted(Comparator.comparing(Jdk::version)).map(Jdk::name).toList();
      return ArmDifference.usual(oldestFirst, jdks.get(0).name()).stream()
          .flatMap(usual -> usual.pairs(arms).stream())
          .toList();
    }
    List<FlamePair> pairs = new ArrayList<>();
    for (ArmDifference difference : differences.stream().map(ArmDifference::parse).toList()) {
      List<FlamePair> found = difference.pairs(arms);
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "--diff "
                + difference
                + " wants two arms that differ in "
                + difference.key()
                + " alone, these profiles have none; choose both with --jdk, --model or --param");
      }
      pairs.addAll(found);
    }
    return pairs;
  }
}
