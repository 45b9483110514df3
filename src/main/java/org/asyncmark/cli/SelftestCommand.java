package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.doctor.Checkout;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Wanted;
import org.asyncmark.report.SelftestText;
import org.asyncmark.run.JmhLock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what the suite says where it should say nothing, and where it should say something. */
@Command(
    name = "selftest",
    mixinStandardHelpOptions = true,
    description = {
      "Measure every pattern and model against itself, and slow-downs of known size against none:",
      "how often this machine and this suite are wrong, and what they can tell apart."
    })
public final class SelftestCommand implements Callable<Integer> {
  private static final int PLANTED_ROUNDS = 10;
  private static final int MOST_AA_ROUNDS = 20;
  private static final String TOKENS = "cpuTokens";

  /** A gather of ten leaves of 100 000 tokens is work for 98 % of its time and more. */
  private static final String PLANTED =
      "leaf=cpu variant=fail-fast fanOut=10 cpuTokens=100000,103000,105000,110000";

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      defaultValue = "1h",
      description = "time for both parts, for example 45m; default ${DEFAULT-VALUE}")
  private Duration budget;

  @Option(
      names = "--pattern",
      split = ",",
      paramLabel = "PATTERN",
      description = "patterns to measure against themselves; default all")
  private List<String> patterns = new ArrayList<>();

  @Option(
      names = "--jdk",
      paramLabel = "N",
      description = "the JDK to test on; default the newest that is found")
  private List<String> jdks = new ArrayList<>();

  @Option(
      names = "--cpus",
      split = ",",
      paramLabel = "CPUS",
      defaultValue = "1",
      description = "CPUs of a fork, see run; default ${DEFAULT-VALUE}")
  private List<String> cpus = new ArrayList<>();

  @Option(names = "--dry-run", description = "print the plans, measure nothing, write nothing")
  private boolean dryRun;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Headings.RESULTS,
      description = "folder of all runs; default ${DEFAULT-VALUE}")
  private Path results;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Jdk> jdk;
    Plan planted;
    Plan placebos;
    List<String> leftOut = new ArrayList<>();
    try {
      jdk = chosen();
      planted = planted(jdk).declaring(Criteria.DEFAULT_DELTA);
      placebos = withinTheRest(planted, placebos(jdk), leftOut).declaring(Criteria.DEFAULT_DELTA);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    for (Plan plan : List.of(planted, placebos)) {
      out.print(PlanText.summary(plan));
      out.print(PlanText.cells(plan));
    }
    leftOut.forEach(what -> out.println("left out for the budget: " + what));
    Checkout.note().ifPresent(note -> out.println("note: " + note));
    out.flush();
    if (dryRun) {
      return 0;
    }
    try (JmhLock lock = JmhLock.acquire()) {
      RunJob first = RunJob.create(results, planted, planted.jdksAmong(jdk));
      boolean whole = first.execute(new Progress(out, planted, 0), out);
      RunJob second = RunJob.create(results, placebos, placebos.jdksAmong(jdk));
      whole &= second.execute(new Progress(out, placebos, 0), out);
      RunRecord aa = second.read();
      out.println();
      out.println("selftest, JDK " + jdk.get(0).label() + ", " + aa.machine());
      SelftestText.planted(first.read(), TOKENS).forEach(out::println);
      SelftestText.placebos(aa).forEach(out::println);
      return whole ? 0 : Errors.FAILED;
    }
  }

  private Plan withinTheRest(Plan planted, Plan placebos, List<String> leftOut) {
    Duration first = Duration.ofMillis(planted.expectedMillis());
    Duration rest = budget.minus(first);
    try {
      return placebos.within(rest.isNegative() ? Duration.ZERO : rest, leftOut::add);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "planted slow-downs take "
              + Durations.inWords(first)
              + " of --budget "
              + Durations.inWords(budget)
              + ", and of the rest: "
              + e.getMessage(),
          e);
    }
  }

  private List<Jdk> chosen() throws InterruptedException {
    InstalledJdks installed = JdkLocator.ofThisMachine().locate();
    return jdks.isEmpty() ? List.of(installed.newest()) : installed.select(jdks).subList(0, 1);
  }

  private Plan planted(List<Jdk> jdk) {
    Pattern gather = Patterns.of("gather");
    return new Wanted(
            List.of(gather),
            Arrays.asList(Model.values()),
            jdk,
            Preset.QUICK,
            PLANTED_ROUNDS,
            gather.values(PLANTED),
            places(),
            Placebo.NONE)
        .plan(Headings.now("planted", 1, List.of()));
  }

  private Plan placebos(List<Jdk> jdk) {
    return new Wanted(
            patterns.isEmpty() ? Patterns.all() : patterns.stream().map(Patterns::of).toList(),
            Arrays.asList(Model.values()),
            jdk,
            Preset.QUICK,
            MOST_AA_ROUNDS,
            new TreeMap<>(),
            places(),
            Placebo.ALL)
        .plan(Headings.now("placebo", 1, List.of()));
  }

  private List<Cpus> places() {
    return cpus.stream().map(Cpus::new).distinct().toList();
  }
}
