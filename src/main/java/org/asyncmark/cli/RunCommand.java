package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Question;
import org.asyncmark.doctor.Checkout;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.jdk.Python;
import org.asyncmark.plan.JmhOptions;
import org.asyncmark.plan.Loads;
import org.asyncmark.plan.Looks;
import org.asyncmark.plan.Offered;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Room;
import org.asyncmark.plan.Wanted;
import org.asyncmark.run.JmhLock;
import org.asyncmark.store.PlanFile;
import org.asyncmark.text.ShellWord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures and reports; ends with 1 if a fork failed. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Measure patterns in models on JDKs and Pythons, and report.")
public final class RunCommand implements Callable<Integer> {
  @Mixin private CellOptions cells;

  @Mixin private PythonOptions pythons;

  @Mixin private QuestionOptions question;

  @Mixin private OpenOptions open;

  @Mixin private BackendOption backend;

  @Mixin private ShardOptions shards;

  @Option(
      names = "--preset",
      defaultValue = "quick",
      paramLabel = "PRESET",
      description =
          "smoke, quick, decide (one question in an hour), standard or publish (a night each);"
              + " default ${DEFAULT-VALUE}")
  private String preset;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "forks of each arm; default the preset's")
  private @Nullable Integer rounds;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description =
          "measure no longer than about that, for example 45m or 1h: fewer rounds, though not under"
              + " what a verdict needs, then fewer cells, those that tell least first; what is left"
              + " out is said")
  private @Nullable Duration budget;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description =
          "measured time of each turn, for example 250ms or 2s; a fork has as many turns as the"
              + " preset says (see list). Default the preset's")
  private @Nullable String time;

  @Option(
      names = "--until-ci",
      paramLabel = "PERCENT",
      description =
          "end as soon as the interval of every contrast of p50 is that narrow to either side, for"
              + " example 3%%. Looks after rounds 10, 15 and 20 and no others; each is tested at its"
              + " share of 0.05. Rounds are 20 at most, or --rounds")
  private @Nullable String untilCi;

  @Option(
      names = "--delta",
      defaultValue = "3%",
      paramLabel = "PERCENT",
      description =
          "least change that matters to the verdicts of this run; default 3%%. Kept in its manifest")
  private String delta;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "of the order of the arms within a round; default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--name",
      paramLabel = "LABEL",
      description =
          "part of the name of the run's folder: letters, digits, '.' and '-'; default the preset")
  private @Nullable String name;

  @Option(
      names = "--deadline",
      paramLabel = "SECONDS",
      description =
          "a fork without a result by then is hung: it is ended, recorded as hung, and the run goes"
              + " on; default a minute and three times what a fork should take")
  private @Nullable Long deadlineSeconds;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "go on with the run in DIR, which was ended before its end: forks that are there are not"
              + " measured again. Only --jdk-home, --python, --classpath, --dry-run and --verbose may"
              + " stand beside it")
  private @Nullable Path resume;

  @Option(names = "--verbose", description = "print all tables behind the summary")
  private boolean verbose;

  @Option(names = "--dry-run", description = "print the plan, measure nothing, write nothing")
  private boolean dryRun;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Headings.RESULTS,
      description = "folder of all runs, figures go to 'plots' beside it; default ${DEFAULT-VALUE}")
  private Path results;

  @Parameters(
      paramLabel = "-- JMH OPTIONS",
      arity = "0..*",
      description =
          "after --: options of JMH that change the forks: -i, -r, -wi, -w, -jvmArgsAppend and the"
              + " like, for example -- -r 2s -jvmArgsAppend -XX:+UseG1GC. Others are refused")
  private List<String> jmhOptions = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** With what is behind it, it is no longer than a name may be. */
  private static final int LONGEST_LABEL = 32;

  private static final int ROUNDS_OF_MAXIMUM = 3;

  @Override
  public Integer call() throws InterruptedException {
    EarlierPlan earlier = new EarlierPlan(spec, cells, pythons, jmhOptions, dryRun, verbose);
    if (resume != null) {
      return earlier.resume(resume);
    }
    Optional<Path> written = shards.toMeasure();
    return written.isPresent() ? earlier.measure(written.get(), shards, results) : measure();
  }

  private int measure() throws InterruptedException {
    Wanted wanted;
    Plan plan;
    boolean lacksAsyncio;
    Room room = Room.ofThisMachine();
    List<String> leftOut = new ArrayList<>();
    List<String> notAsked = new ArrayList<>();
    Function<Function<Arm, OptionalDouble>, Plan> planning;
    try {
      refuseStrayWords();
      shards.refuseWithoutPlan();
      Preset chosen = Preset.of(preset);
      double margin = Percentage.of("--delta", delta);
      Double narrow = untilCi == null ? null : Percentage.of("--until-ci", untilCi);
      Integer most = narrow != null && rounds == null ? Integer.valueOf(Looks.MOST_ROUNDS) : rounds;
      Question asked = question.asked().orElse(null);
      Offered offered = open.offered();
      shards.refuseWithoutRun(spec.commandLine().getParseResult());
      if (shards.toWrite().isPresent() && offered.hasLoads()) {
        throw new IllegalArgumentException(
            "--write-plan wants rates that are known; give --rate in place of --load");
      }
      open.refusePython(pythons.named());
      backend.refuseAsyncio(pythons.named() || cells.namesAsyncio(chosen, asked));
      boolean asyncioToo = !pythons.off() && cells.hasAsyncio(chosen, asked);
      boolean hasAsyncio = asyncioToo && !offered.isOpen();
      List<Python> found = cells.pythons(pythons, hasAsyncio && !backend.given(), chosen, asked);
      lacksAsyncio = found.isEmpty() && hasAsyncio;
      wanted = cells.wanted(chosen, most, asked, found);
      if (offered.isOpen()) {
        wanted = wanted.offering(offered, notAsked::add);
        if (asyncioToo) {
          notAsked.add("asyncio, which is measured in closed mode only");
        }
      }
      Wanted measured = wanted;
      planning =
          maximum -> {
            Plan asking = backend.applyTo(measured.plan(heading(label(chosen))));
            Plan whole = Loads.in(asking, maximum);
            if (time != null) {
              whole = whole.turnsOf(time);
            }
            if (budget != null) {
              whole = whole.within(budget, room, leftOut::add);
            }
            if (deadlineSeconds != null) {
              whole = whole.deadline(Duration.ofSeconds(deadlineSeconds));
            }
            return whole.inBlocks(room).declaring(margin, narrow, asked);
          };
      plan = planning.apply(arm -> OptionalDouble.of(1)); // loads get their rates further down
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(PlanText.summary(plan));
    if (lacksAsyncio) {
      out.println("  asyncio: " + (backend.given() ? BackendOption.ABSENCE : Python.ABSENCE));
    }
    notAsked.forEach(what -> out.println("left out: " + what));
    leftOut.forEach(what -> out.println("left out for the budget: " + what));
    Checkout.note().ifPresent(note -> out.println("note: " + note));
    out.print(PlanText.cells(plan));
    out.flush();
    if (wanted.offered().hasLoads()) {
      out.printf(
          Locale.ROOT,
          "before it: a run of %d rounds that finds out what each arm can do at most%n",
          ROUNDS_OF_MAXIMUM);
    }
    if (dryRun) {
      return 0;
    }
    if (shards.toWrite().isPresent()) {
      PlanFile.write(shards.toWrite().get(), plan);
      Path file = shards.toWrite().get();
      out.println("plan:    " + file);
      out.println(
          "measure: ./run-benchmarks.sh run --plan "
              + ShellWord.of(file.toString())
              + " --shard 1/N, and so on to N/N, on one machine after the other or on several");
      return 0;
    }
    BackendOption.check(plan);
    try { // not in a dry run: flags may have a JVM write files
      TriedFlags.require(plan, wanted.jdks(), JdkLocator.ofThisMachine());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    try (JmhLock lock = JmhLock.acquire()) {
      if (wanted.offered().hasLoads()) {
        plan = atLoads(maximum(wanted, label(Preset.of(preset)), room, out), planning);
      }
      RunJob job = RunJob.create(results, plan, plan.installedAmong(wanted.installed()), out);
      return job.execute(verbose) ? 0 : Errors.FAILED;
    }
  }

  private Plan atLoads(
      ClosedMaximum maximum, Function<Function<Arm, OptionalDouble>, Plan> planning) {
    try {
      return planning.apply(maximum::perSecond);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private String label(Preset chosen) {
    return name == null ? chosen.id() + JmhOptions.of(jmhOptions).label() : name;
  }

  private Wanted.Heading heading(String label) {
    return Headings.now(label, seed, jmhOptions).keeping(open.slo()).choosing(cells.words());
  }

  /** Finds out what each arm can do at most, in a run of its own. */
  private ClosedMaximum maximum(Wanted wanted, String label, Room room, PrintWriter out)
      throws InterruptedException {
    String own = label.substring(0, Math.min(label.length(), LONGEST_LABEL)) + "-maximum";
    Wanted.Heading heading = Headings.now(own, seed, jmhOptions);
    Plan plan = backend.applyTo(wanted.maximum(ROUNDS_OF_MAXIMUM).plan(heading));
    if (time != null) {
      plan = plan.turnsOf(time);
    }
    if (deadlineSeconds != null) {
      plan = plan.deadline(Duration.ofSeconds(deadlineSeconds));
    }
    plan = plan.inBlocks(room);
    out.println();
    out.print(PlanText.summary(plan));
    out.flush();
    RunJob job = RunJob.create(results, plan, plan.installedAmong(wanted.installed()), out);
    job.measure();
    return new ClosedMaximum(job.read());
  }

  private void refuseStrayWords() {
    if (!jmhOptions.isEmpty()
        && !spec.commandLine().getParseResult().originalArgs().contains("--")) {
      throw new IllegalArgumentException(
          "unexpected '"
              + jmhOptions.get(0)
              + "'; patterns are chosen with --pattern, a parameter with --param in front of it,"
              + " options for JMH stand after --");
    }
  }
}
