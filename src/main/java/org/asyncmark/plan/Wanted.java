package org.asyncmark.plan;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.asyncmark.Source;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.Installed;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks to be measured.
 *
 * @param patterns in order
 * @param models in order; asyncio among them if it was asked for by name: it is planned in every
 *     pattern then, as absent if there is no Python
 * @param jdks baseline first
 * @param pythons on which asyncio is measured: in the patterns of {@link Patterns#core} unless it
 *     is among the models
 * @param preset how much and how long
 * @param rounds forks of each arm, 1 and up
 * @param params values that replace those of the preset, by name
 * @param cpus on which CPUs; none stands for those of the preset
 * @param placebo what is measured a second time, to see what does not differ
 * @param offered requests, in open mode
 */
public record Wanted(
    List<Pattern> patterns,
    List<Model> models,
    List<Jdk> jdks,
    List<Python> pythons,
    Preset preset,
    int rounds,
    SortedMap<String, List<Value>> params,
    List<Cpus> cpus,
    Placebo placebo,
    Offered offered) {
  public Wanted {
    patterns = List.copyOf(patterns);
    models = List.copyOf(models);
    jdks = List.copyOf(jdks);
    pythons = List.copyOf(pythons);
    params = new TreeMap<>(params);
    cpus = List.copyOf(cpus);
    for (Python python : pythons) {
      if (jdks.stream().anyMatch(jdk -> jdk.name().equals(python.name()))) {
        throw new IllegalArgumentException(
            "a JDK and a Python with the name "
                + python.name()
                + "; give the JDK another name with --jdk-home NAME=DIR");
      }
    }
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds must be 1 or more, got " + rounds);
    }
    if (rounds > Plan.MOST_ROUNDS) {
      throw new IllegalArgumentException(
          "--rounds must be " + Plan.MOST_ROUNDS + " or fewer, got " + rounds);
    }
  }

  /** Creates what measures no Python. */
  public Wanted(
      List<Pattern> patterns,
      List<Model> models,
      List<Jdk> jdks,
      Preset preset,
      int rounds,
      SortedMap<String, List<Value>> params,
      List<Cpus> cpus,
      Placebo placebo) {
    this(patterns, models, jdks, List.of(), preset, rounds, params, cpus, placebo);
  }

  /** Creates what is measured by one caller. */
  public Wanted(
      List<Pattern> patterns,
      List<Model> models,
      List<Jdk> jdks,
      List<Python> pythons,
      Preset preset,
      int rounds,
      SortedMap<String, List<Value>> params,
      List<Cpus> cpus,
      Placebo placebo) {
    this(patterns, models, jdks, pythons, preset, rounds, params, cpus, placebo, Offered.NOTHING);
  }

  /**
   * Returns the same in open mode.
   *
   * @param leftOut told of each pattern that cannot be measured so, in words
   * @throws IllegalArgumentException if a pattern or a model cannot be measured so
   */
  public Wanted offering(Offered requests, Consumer<String> leftOut) {
    if (models.contains(Model.ASYNCIO)) {
      throw new IllegalArgumentException(
          "asyncio is measured in closed mode only; leave it out of --model, --from and --to");
    }
    List<Pattern> ofRequests = Patterns.ofRequests();
    List<Pattern> some = patterns.stream().filter(ofRequests::contains).toList();
    if (some.isEmpty()) {
      throw new IllegalArgumentException(
          "none of "
              + ids(patterns)
              + " is what a request asks for; in open mode choose --pattern from "
              + ids(ofRequests));
    }
    patterns.stream()
        .filter(each -> !some.contains(each))
        .forEach(
            each -> leftOut.accept(each.id() + ", whose op is nothing that a request asks for"));
    return new Wanted(
        some, models, jdks, List.of(), preset, rounds, params, cpus, placebo, requests);
  }

  private static String ids(List<Pattern> patterns) {
    return patterns.stream().map(Pattern::id).collect(joining(", "));
  }

  /** Returns the same that only finds out what each cell can do at most, in some rounds. */
  public Wanted maximum(int some) {
    return new Wanted(
        patterns,
        models,
        jdks,
        List.of(),
        preset,
        some,
        params,
        cpus,
        Placebo.NONE,
        Offered.MAXIMUM);
  }

  /** Returns the models that are measured in a pattern: asyncio in the core, unless it is named. */
  List<Model> models(Pattern pattern) {
    boolean named = models.contains(Model.ASYNCIO);
    boolean byDefault = pattern.isInPython() && Patterns.core().contains(pattern);
    if (named || pythons.isEmpty() || !byDefault) {
      return models;
    }
    return Stream.concat(models.stream(), Stream.of(Model.ASYNCIO)).toList();
  }

  /** Returns the runtimes of all arms: the JDKs, the Pythons behind them. */
  public List<Installed> installed() {
    return Stream.<Installed>concat(jdks.stream(), pythons.stream()).toList();
  }

  /** Returns the same without a second measurement of anything. */
  public Wanted withoutPlacebo() {
    return new Wanted(
        patterns, models, jdks, pythons, preset, rounds, params, cpus, Placebo.NONE, offered);
  }

  /**
   * Makes the plan.
   *
   * @param heading id, time, source, seed and JMH options of the run
   * @throws IllegalArgumentException if a parameter, a value or an option is unknown; the message
   *     names the choices
   */
  public Plan plan(Heading heading) {
    return plan(heading, Placement::onThisMachine);
  }

  /**
   * Makes the plan.
   *
   * @param places finds CPUs
   */
  Plan plan(Heading heading, Function<Cpus, Placement> places) {
    Planner.Arms arms = new Planner(this, places).arms();
    JmhOptions options = JmhOptions.of(heading.jmhOptions());
    long slowest =
        arms.planned().stream().mapToLong(arm -> arm.expected().opMicros()).max().orElse(0);
    return new Plan(
        Plan.FORMAT_VERSION,
        heading.runId(),
        heading.startedUtc(),
        heading.source(),
        preset.id(),
        rounds,
        preset.byPattern(),
        heading.seed(),
        options
            .applyTo(offered.isOpen() ? preset.fork().inWindows() : preset.fork())
            .forOps(slowest),
        ForkFlags.with(options.jvmFlags()),
        ForkFlags.BLACKHOLE_MODE,
        null,
        heading.jmhOptions(),
        arms.jdks(),
        arms.placements(),
        patterns.stream()
            .flatMap(each -> PlannedParam.of(each, offered.isOpen()).stream())
            .toList(),
        arms.planned(),
        arms.absent(),
        null,
        heading.slo(),
        heading.cells());
  }

  /**
   * What distinguishes one run of a plan from another.
   *
   * @param seed of the order of the arms
   * @param jmhOptions words that change the forks, see {@link JmhOptions}
   * @param slo what a service has to keep; null for nothing
   * @param cells the user's words that chose cells and runtimes, see {@link Plan#cells}
   */
  public record Heading(
      String runId,
      String startedUtc,
      Source source,
      long seed,
      List<String> jmhOptions,
      @Nullable String slo,
      List<String> cells) {
    /** Creates the heading of a run in closed mode. */
    public Heading(
        String runId, String startedUtc, Source source, long seed, List<String> jmhOptions) {
      this(runId, startedUtc, source, seed, jmhOptions, null, List.of());
    }

    /** Returns the same of a run in open mode. */
    public Heading keeping(@Nullable String limit) {
      return new Heading(runId, startedUtc, source, seed, jmhOptions, limit, cells);
    }

    /** Returns the same of a run whose cells a user has chosen by these words. */
    public Heading choosing(List<String> words) {
      return new Heading(runId, startedUtc, source, seed, jmhOptions, slo, words);
    }
  }
}
