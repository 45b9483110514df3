package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncmark.analyse.Arm;
import org.asyncmark.profile.ArmDifference;
import org.asyncmark.profile.ArmPair;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.run.AbsentArm;
import org.asyncmark.run.Jdk;
import org.asyncmark.run.Plan;
import org.asyncmark.run.PlannedArm;
import org.asyncmark.run.Preset;
import org.asyncmark.run.Wanted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Draws flame graphs; ends with 1 if a fork failed. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = "Draw flame graphs of patterns in models on JDKs, in forks that are not scored.")
public final class ProfileCommand implements Callable<Integer> {
  @Mixin private CellOptions cells;

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
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "folder of all runs, graphs go to 'plots' beside it; default ${DEFAULT-VALUE}")
  private Path results;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Wanted wanted;
    Plan plan;
    List<ProfileEvent> sampled;
    ProfileJob job;
    try {
      sampled = events.stream().map(ProfileEvent::of).distinct().sorted().toList();
      wanted = cells.wanted(Preset.of(preset), null).withoutPlacebo();
      plan = wanted.plan(Headings.now("profile", 1, List.of())).onceEachMainArm();
      job = new ProfileJob(plan, wanted.jdks(), sampled, pairs(plan, wanted.jdks()), results);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (AbsentArm absent : plan.absent()) {
      out.println(absent.arm().jdk() + " " + absent.arm().model() + ": " + absent.reason());
    }
    out.printf(
        "%d profiles: about %s%n",
        plan.forks(), Durations.inWords(Duration.ofMillis(plan.expectedMillis())));
    out.flush();
    return job.execute(out) ? 0 : Errors.FAILED;
  }

  /** Returns what is compared. */
  private List<ArmPair> pairs(Plan plan, List<Jdk> jdks) {
    List<Arm> arms = plan.arms().stream().map(PlannedArm::arm).toList();
    if (differences.isEmpty()) {
      List<String> oldestFirst =
          jdks.stream().sorted(Comparator.comparing(Jdk::version)).map(Jdk::name).toList();
      return ArmDifference.usual(oldestFirst, jdks.get(0).name()).stream()
          .flatMap(usual -> usual.pairs(arms).stream())
          .toList();
    }
    List<ArmPair> pairs = new ArrayList<>();
    for (ArmDifference difference : differences.stream().map(ArmDifference::parse).toList()) {
      List<ArmPair> found = difference.pairs(arms);
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
