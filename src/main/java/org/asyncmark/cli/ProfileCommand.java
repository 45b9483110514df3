package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncmark.run.AbsentArm;
import org.asyncmark.run.Plan;
import org.asyncmark.run.Preset;
import org.asyncmark.run.Source;
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
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

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
      paramLabel = "EVENT",
      description = "what is sampled: cpu; default ${DEFAULT-VALUE}")
  private String event;

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
    try {
      if (!event.equals("cpu")) {
        throw new IllegalArgumentException("unknown event '" + event + "'; choose from cpu");
      }
      wanted = cells.wanted(Preset.of(preset), 1);
      plan = wanted.plan(heading());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (AbsentArm absent : plan.absent()) {
      out.println(absent.arm().jdk() + " " + absent.arm().model() + ": " + absent.reason());
    }
    out.printf("%d profiles, %d s%n", plan.forks(), plan.expectedMillis() / 1000);
    out.flush();
    Path plots = results.toAbsolutePath().normalize().resolveSibling("plots");
    Path folder = plots.resolve(plan.runId()).resolve("flame");
    return new ProfileJob(plan, wanted.jdks(), folder).execute(out) ? 0 : Errors.FAILED;
  }

  private static Wanted.Heading heading() throws InterruptedException {
    Source source = Source.ofRunningCode();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String runId = TIME.format(now) + "_profile_" + source.git();
    return new Wanted.Heading(runId, now.toString(), source, 1, List.of());
  }
}
