package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Value;
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
import org.asyncmark.plan.Room;
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
      "Measure how often this machine and this suite are wrong, and what they can tell apart.",
      "Every pattern and model is held against itself, and slow-downs of known size against none."
    })
public final class SelftestCommand implements Callable<Integer> {
  private static final int PLANTED_ROUNDS = 10;
  private static final int MOST_AA_ROUNDS = 20;

  /** A gather of ten leaves of 100 000 tokens is work for 98 % of its time and more. */
  private static final String COMPUTING =
      "leaf=cpu variant=fail-fast fanOut=10 cpuTokens=100000,103000,105000,110000";

  private static final Map<String, String> IN_COMPUTING = Map.of("gather", "cpuTokens");

  /** More requests, acquisitions or items are planted where threads wait and hand over. */
  private static final Map<String, String> WAITING =
      new TreeMap<>(
          Map.of(
              "gather", "leaf=http variant=fail-fast fanOut=100,105",
              "fanout", "leaf=http permit=inside limit=10 fanOut=100,105",
              "queue", "items=10000,10500",
              "lock", "hold=http acquisitions=20,21"));

  private static final Map<String, String> IN_WAITING =
      Map.of("gather", "fanOut", "fanout", "fanOut", "queue", "items", "lock", "acquisitions");

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      defaultValue = "2h",
      description = "time for all parts, for example 90m; default ${DEFAULT-VALUE}")
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
    List<Part> parts = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    try {
      jdk = chosen();
      Plan computing = computing(jdk);
      Plan waiting = waiting(jdk);
      Plan placebos = withinTheRest(List.of(computing, waiting), placebos(jdk), leftOut);
      parts.add(Part.of(computing, run -> SelftestText.planted(run, IN_COMPUTING)));
      parts.add(
          Part.of(
              waiting,
              run ->
                  Stream.of(SelftestText.planted(run, IN_WAITING), SelftestText.placebos(run))
                      .flatMap(List::stream)
                      .toList()));
      parts.add(Part.of(placebos, SelftestText::placebos));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    for (Part part : parts) {
      out.print(PlanText.summary(part.plan()));
      out.print(PlanText.cells(part.plan()));
    }
    leftOut.forEach(what -> out.println("left out for the budget: " + what));
    Checkout.note().ifPresent(note -> out.println("note: " + note));
    out.flush();
    if (dryRun) {
      return 0;
    }
    try (JmhLock lock = JmhLock.acquire()) {
      boolean whole = true;
      String machine = "";
      List<String> said = new ArrayList<>();
      for (Part part : parts) {
        Plan plan = part.plan();
        RunJob job = RunJob.create(results, plan, plan.installedAmong(jdk), out);
        whole &= job.execute(false);
        RunRecord run = job.read();
        machine = run.machine();
        said.addAll(part.text().apply(run));
      }
      out.println();
      out.println("selftest, JDK " + jdk.get(0).label() + ", " + machine);
      said.forEach(out::println);
      return whole ? 0 : Errors.FAILED;
    }
  }

  /**
   * A run of the test.
   *
   * @param text what it says
   */
  private record Part(Plan plan, Function<RunRecord, List<String>> text) {
    static Part of(Plan plan, Function<RunRecord, List<String>> text) {
      Plan declared = plan.inBlocks(Room.ofThisMachine()).declaring(Criteria.DEFAULT_DELTA);
      return new Part(declared, text);
    }
  }

  private Plan withinTheRest(List<Plan> before, Plan placebos, List<String> leftOut) {
    Duration first = Duration.ofMillis(before.stream().mapToLong(Plan::expectedMillis).sum());
    Duration rest = budget.minus(first);
    try {
      Duration some = rest.isNegative() ? Duration.ZERO : rest;
      return placebos.within(some, Room.ofThisMachine(), leftOut::add);
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

  private Plan computing(List<Jdk> jdk) {
    Pattern gather = Patterns.of("gather");
    return planted(
        "planted-computing", jdk, List.of(gather), gather.values(COMPUTING), Placebo.NONE);
  }

  private Plan waiting(List<Jdk> jdk) {
    SortedMap<String, List<Value>> values = new TreeMap<>();
    List<Pattern> all = new ArrayList<>();
    WAITING.forEach(
        (id, cells) -> {
          Pattern pattern = Patterns.of(id);
          all.add(pattern);
          values.putAll(pattern.values(cells));
        });
    return planted("planted-waiting", jdk, all, values, Placebo.CELL);
  }

  private Plan planted(
      String name,
      List<Jdk> jdk,
      List<Pattern> all,
      SortedMap<String, List<Value>> values,
      Placebo placebo) {
    return new Wanted(
            all, Model.ofJava(), jdk, Preset.QUICK, PLANTED_ROUNDS, values, places(), placebo)
        .plan(Headings.now(name, 1, List.of()));
  }

  private Plan placebos(List<Jdk> jdk) {
    return new Wanted(
            patterns.isEmpty() ? Patterns.all() : patterns.stream().map(Patterns::of).toList(),
            Model.ofJava(),
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
