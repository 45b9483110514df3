package org.asyncmark.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Background;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Cycles;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Turns;
import org.asyncmark.analyse.Value;
import org.asyncmark.plan.AbsentArm;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.PlannedJdk;
import org.asyncmark.plan.PlannedParam;
import org.asyncmark.plan.Shard;
import org.asyncmark.plan.Terms;

/** What a run has measured, read from its folder. Nothing is cached: each call reads the files. */
public record RunReader(RunStore store) {
  /** Returns the machine. */
  public RunEnvironment environment() {
    return RunJson.read(store.folder().resolve(RunStore.ENV), RunEnvironment.class);
  }

  /** Returns the forks that failed, in the order of the store.plan(). */
  public List<FailedFork> failures() {
    List<FailedFork> failures = new ArrayList<>();
    for (PlannedArm planned : store.plan().arms()) {
      for (int round = 1; round <= planned.rounds(); round++) {
        failure(round, planned.arm()).ifPresent(failures::add);
      }
    }
    return failures;
  }

  private Optional<FailedFork> failure(int round, Arm arm) {
    Path file = store.forkFolder(round, arm, RunStore.FAILED_SUFFIX).resolve(RunStore.FAILURE);
    return Files.isRegularFile(file)
        ? Optional.of(RunJson.read(file, FailedFork.class))
        : Optional.empty();
  }

  /**
   * Reads all that was measured.
   *
   * @throws EnvironmentException if a file of a finished fork is damaged; the message names it
   */
  public RunRecord read() {
    return read(
        () -> new ForkReader(kind -> true, true), RunReader::refuse, arm -> {}, Machines.of(store));
  }

  /**
   * Reads the latencies of each fork that can be read, and not what figures need beside: the forks'
   * histograms are not added up.
   *
   * @param kinds the kinds of latency that are wanted; what a log has of others is not decoded, so
   *     damage there is not noticed
   * @param damaged told of each finished fork that is left out, with its file and the reason
   */
  public RunRecord read(Predicate<String> kinds, Consumer<EnvironmentException> damaged) {
    return read(() -> new ForkReader(kinds, false), damaged, arm -> {}, Machines.of(store));
  }

  /** Reads the same as if one machine had measured all, so that rounds of several are one arm's. */
  public RunRecord readPooled(Predicate<String> kinds, Consumer<EnvironmentException> damaged) {
    return read(
        () -> new ForkReader(kinds, false), damaged, arm -> {}, Machines.of(store).pooled());
  }

  /**
   * Reads all that was measured, and exports it on the way: a log takes longest to decode.
   *
   * @param exports given each arm with its histograms
   * @throws EnvironmentException if a file of a finished fork is damaged; the message names it
   */
  public RunRecord read(Exports exports) {
    return read(
        () -> new ForkReader(kind -> true, true),
        RunReader::refuse,
        exports::add,
        Machines.of(store));
  }

  private static void refuse(EnvironmentException damage) {
    throw damage;
  }

  /** Arms are read by several threads, so the second consumer has to allow for that. */
  private RunRecord read(
      Supplier<ForkReader> readers,
      Consumer<EnvironmentException> damaged,
      Consumer<ReadArm> also,
      Machines machines) {
    Plan plan = store.plan();
    Map<String, String> placeboOf = new HashMap<>();
    Map<String, String> builds = new LinkedHashMap<>();
    for (PlannedJdk jdk : plan.jdks()) {
      if (jdk.isPlacebo()) {
        placeboOf.put(jdk.name(), jdk.placeboOf());
      } else {
        builds.put(jdk.name(), jdk.label());
      }
    }
    References references = new References(readers, new ConcurrentHashMap<>());
    List<Part> parts = parts(plan, machines);
    List<ReadArm> all =
        parts.parallelStream().map(part -> read(part, readers.get(), references, also)).toList();
    all.forEach(each -> each.damages().forEach(damaged));
    List<ArmForks> arms = new ArrayList<>();
    List<ArmForks> placebos = new ArrayList<>();
    for (ArmForks forks : Cycles.known(all.stream().map(ReadArm::forks).toList())) {
      Arm arm = forks.arm();
      String same = placeboOf.get(arm.jdk());
      if (same == null) {
        arms.add(forks);
      } else {
        Arm measured = arm.on(same);
        placebos.add(
            new ArmForks(measured, forks.forks(), forks.pooled(), forks.failed(), forks.hung()));
      }
    }
    Map<Arm, String> absent = new LinkedHashMap<>();
    for (AbsentArm each : plan.absent()) {
      for (int machine = 0; machine < machines.count(); machine++) {
        if (machines.measuredAny(machine, plan.rounds(), each.arm().pattern())) {
          absent.put(at(machine, machines, each.arm()), each.reason());
        }
      }
    }
    RunEnvironment environment = environment();
    Map<String, String> conditions = Conditions.of(plan, environment);
    store
        .shard()
        .ifPresent(
            shard ->
                conditions.put(
                    "Shard", shard.inWords() + ", a part of the run; merge makes it whole"));
    conditions.putAll(machines.conditions());
    return new RunRecord(
        plan.runId() + store.shard().map(Shard::suffix).orElse(""),
        plan.startedUtc(),
        machines.line(),
        plan.preset(),
        builds,
        store.endedAfter().orElse(plan.rounds()),
        arms,
        absent,
        placebos,
        plan.terms() == null ? Criteria.DEFAULT : plan.terms().criteria(),
        conditions,
        background(plan, environment),
        shown(plan, machines));
  }

  /**
   * The rounds of an arm that one machine measured.
   *
   * @param arm what it is called among those of other machines
   */
  private record Part(PlannedArm planned, List<Integer> rounds, Arm arm) {}

  /** Returns an arm as one of several machines measures it. */
  private static Arm at(int machine, Machines machines, Arm arm) {
    return machines.apart()
        ? arm.with(ArmKey.MACHINE.name(), Value.of(Integer.toString(machine + 1)))
        : arm;
  }

  private static List<Part> parts(Plan plan, Machines machines) {
    List<Part> parts = new ArrayList<>();
    for (PlannedArm planned : plan.arms()) {
      String pattern = planned.arm().pattern();
      for (int machine = 0; machine < machines.count(); machine++) {
        int of = machine;
        List<Integer> rounds =
            IntStream.rangeClosed(1, planned.rounds())
                .filter(round -> machines.measured(of, round, pattern))
                .boxed()
                .toList();
        if (!rounds.isEmpty()) {
          parts.add(new Part(planned, rounds, at(machine, machines, planned.arm())));
        }
      }
    }
    return parts;
  }

  private Background background(Plan plan, RunEnvironment environment) {
    int ended = Math.max(1, plan.forks());
    Terms terms = plan.terms();
    return new Background(
        terms == null ? null : terms.question(),
        plan.source().inWords(),
        plan.source().committed(),
        environment.findings(),
        new RepeatedBlocks(store).count(),
        environment.wallMillis() / 1_000.0 / ended,
        words(plan));
  }

  /** Returns the user's words for cells and runtimes, and those for JMH behind them. */
  private static List<String> words(Plan plan) {
    List<String> words = new ArrayList<>(plan.cells());
    if (!plan.jmhOptions().isEmpty()) {
      words.add("--");
      words.addAll(plan.jmhOptions());
    }
    return words;
  }

  private static Map<String, Set<String>> shown(Plan plan, Machines machines) {
    Map<String, Set<String>> shown =
        plan.params().stream()
            .filter(PlannedParam::shown)
            .collect(groupingBy(PlannedParam::pattern, mapping(PlannedParam::name, toSet())));
    if (machines.apart()) {
      plan.arms()
          .forEach(
              planned ->
                  shown
                      .computeIfAbsent(planned.arm().pattern(), pattern -> new HashSet<>())
                      .add(ArmKey.MACHINE.name()));
    }
    return shown;
  }

  /**
   * What references of blocks scored turn by turn, each read once.
   *
   * @param read by the folder of the fork
   */
  private record References(Supplier<ForkReader> readers, Map<Path, Turns.Reference> read) {
    Turns.Reference of(FinishedBlocks.ReferenceFork fork) {
      return read.computeIfAbsent(
          fork.folder(),
          folder ->
              new Turns.Reference(
                  fork.name(),
                  readers.get().read(1, folder, "", Turns.Reference.NONE, 0).turns().scores()));
    }
  }

  /**
   * An arm that was read.
   *
   * @param pooled sums of the forks' histograms, in nanoseconds by kind; emptied afterwards
   * @param damages one for each fork that could not be read
   */
  record ReadArm(
      ArmForks forks, Map<String, Histogram> pooled, List<EnvironmentException> damages) {}

  private ReadArm read(
      Part part, ForkReader reader, References references, Consumer<ReadArm> also) {
    PlannedArm planned = part.planned();
    FinishedBlocks blocks = new FinishedBlocks(store);
    List<Fork> forks = new ArrayList<>();
    List<EnvironmentException> damages = new ArrayList<>();
    int failed = 0;
    int hung = 0;
    for (int round : part.rounds()) {
      Path fork = store.forkFolder(round, planned.arm(), "");
      try {
        if (Files.isDirectory(fork)) {
          String block = blocks.of(round, planned);
          Turns.Reference reference =
              block.isEmpty()
                  ? Turns.Reference.NONE
                  : blocks
                      .reference(round, planned)
                      .map(references::of)
                      .orElse(Turns.Reference.NONE);
          forks.add(reader.read(round, fork, block, reference, callers(planned.arm())));
        }
        Optional<FailedFork> failure = failure(round, planned.arm());
        failed += failure.isPresent() && !failure.get().hung() ? 1 : 0;
        hung += failure.isPresent() && failure.get().hung() ? 1 : 0;
      } catch (EnvironmentException e) {
        damages.add(e);
      }
    }
    Map<String, Histogram> pooled = reader.pooled();
    ArmForks arm = new ArmForks(part.arm(), forks, Fork.summary(pooled), failed, hung);
    also.accept(new ReadArm(arm, pooled, damages));
    return new ReadArm(arm, Map.of(), damages);
  }

  private static long callers(Arm arm) {
    Value callers = arm.params().get(ArmKey.CALLERS.name());
    return callers == null ? 0 : callers.number().orElse(0);
  }

  /**
   * Reads JMH's result of a finished fork.
   *
   * @throws EnvironmentException if it cannot be read
   */
  static JsonNode jmh(Path fork) {
    Path file = fork.resolve(RunStore.JMH_JSON);
    JsonNode results = RunJson.read(file, JsonNode.class);
    String wrong = JmhJson.wrong(results);
    if (!wrong.isEmpty()) {
      throw RunJson.damaged(file, wrong);
    }
    return results;
  }
}
