package org.asyncmark.plan;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Question;
import org.asyncmark.jdk.Installed;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is decided before the first fork; {@code manifest.json} of a run.
 *
 * @param formatVersion of this record, {@value #FORMAT_VERSION}
 * @param runId name of the run's folder
 * @param startedUtc ISO-8601 instant
 * @param source what was measured
 * @param preset id of the preset
 * @param rounds greatest number of rounds of an arm, 1 and up
 * @param byPattern whether all rounds of a pattern are measured before those of the next; else all
 *     patterns of a round are measured before the next round
 * @param seed of the order of the arms within a round
 * @param fork iterations of each fork
 * @param jvmFlags flags of every fork, the same on every JDK; those of {@code jmhOptions} too.
 *     Flags of one runtime alone are with the runtime, see {@link #jvmFlags(Arm)}
 * @param blackholeMode how JMH keeps the compiler from leaving out work, the same on every JDK;
 *     null if it was not kept
 * @param backend the server that http leaves ask in place of the suite's, {@code http://HOST:PORT};
 *     null for the suite's
 * @param jmhOptions words of the user that {@code fork} and {@code jvmFlags} follow
 * @param jdks baseline first, the Pythons behind them
 * @param placements on which CPUs the arms run
 * @param params what the parameters of the arms are
 * @param arms what is measured
 * @param absent what some JDK cannot run, and why
 * @param terms what the verdicts go by; null if there are none to come
 * @param slo what a service in open mode has to keep, for example {@code p99=10ms}; null for
 *     nothing
 * @param cells the user's words that chose cells and runtimes in place of the preset, for whoever
 *     is to measure them again: {@code --param}, {@code fanOut=5}
 */
public record Plan(
    int formatVersion,
    String runId,
    String startedUtc,
    Source source,
    String preset,
    int rounds,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean byPattern,
    long seed,
    ForkSettings fork,
    List<String> jvmFlags,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String blackholeMode,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String backend,
    List<String> jmhOptions,
    List<PlannedJdk> jdks,
    List<Placement> placements,
    List<PlannedParam> params,
    List<PlannedArm> arms,
    List<AbsentArm> absent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Terms terms,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String slo,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cells) {
  /** The version of this record that is written and read. */
  public static final int FORMAT_VERSION = 2;

  /** More than anybody measures; without a bound a damaged number would be looked for for days. */
  public static final int MOST_ROUNDS = 100_000;

  public Plan {
    jvmFlags = List.copyOf(jvmFlags);
    jmhOptions = List.copyOf(jmhOptions);
    jdks = List.copyOf(jdks);
    placements = List.copyOf(placements);
    params = List.copyOf(params);
    arms = List.copyOf(arms);
    absent = List.copyOf(absent);
    // a manifest in which the preset chose them has no word of it
    cells = cells == null ? List.of() : List.copyOf(cells);
  }

  /** Returns the blocks of all rounds in the order in which they are measured. */
  public List<Block> blocks() {
    Stream<Block> byRound =
        IntStream.rangeClosed(1, rounds).boxed().flatMap(round -> blocks(round).stream());
    return byPattern
        ? byRound
            .collect(groupingBy(Block::pattern, LinkedHashMap::new, toList()))
            .values()
            .stream()
            .flatMap(List::stream)
            .toList()
        : byRound.toList();
  }

  /**
   * Returns the arms of a round in the order in which they are measured: random within a block, the
   * same for the same seed.
   *
   * @param round 1 to {@link #rounds}
   */
  public List<Arm> order(int round) {
    return blocks(round).stream().flatMap(block -> block.arms().stream()).toList();
  }

  /** Returns the blocks of a round in the order in which they are measured. */
  public List<Block> blocks(int round) {
    Map<String, List<PlannedArm>> blocks =
        arms.stream()
            .filter(planned -> planned.rounds() >= round)
            .collect(
                groupingBy(
                    planned -> Block.name(planned.arm().pattern(), planned.block()),
                    LinkedHashMap::new,
                    toList()));
    Random random = random(round);
    List<Block> shuffled = new ArrayList<>();
    for (List<PlannedArm> block : blocks.values()) {
      List<Arm> order = new ArrayList<>(block.stream().map(PlannedArm::arm).toList());
      Collections.shuffle(order, random);
      int number = block.get(0).block();
      String pattern = order.get(0).pattern();
      shuffled.add(new Block(round, pattern, number, order, reference(round, pattern, number)));
    }
    return shuffled;
  }

  private @Nullable Arm reference(int round, String pattern, int number) {
    return arms.stream()
        .filter(planned -> planned.arm().pattern().equals(pattern))
        .filter(planned -> planned.referenceOf().contains(number) && planned.rounds() >= round)
        .map(PlannedArm::arm)
        .findFirst()
        .orElse(null);
  }

  /** Returns what the order of turns in a block is drawn from, the same for the same seed. */
  public Random turnOrder(Block block) {
    return random(31L * block.name().hashCode() + block.round());
  }

  private Random random(long number) {
    // Random's first numbers of neighbouring seeds are alike; a large odd factor takes them apart.
    return new Random(seed * 0x9E3779B97F4A7C15L + number);
  }

  /**
   * Returns this plan with its arms in blocks, each of as many arms as there is room for, and of
   * one at least.
   */
  public Plan inBlocks(Room room) {
    return copy(rounds, fork, BlockCut.of(arms, each -> room.fits(this, each)), terms);
  }

  /**
   * Returns this plan with one round of the arms that it measures in all of its rounds, and no
   * others.
   */
  public Plan onceEachMainArm() {
    List<PlannedArm> once =
        arms.stream()
            .filter(planned -> planned.rounds() == rounds)
            .map(planned -> planned.inRounds(1))
            .toList();
    return with(1, once);
  }

  /**
   * Returns this plan with a folder for the forks of each arm: its place in the plan, from 1 on,
   * its pattern and its model.
   */
  public Plan withFolders() {
    List<PlannedArm> named = new ArrayList<>();
    for (PlannedArm planned : arms) {
      Arm arm = planned.arm();
      int place = named.size() + 1;
      named.add(
          planned.in(String.format(Locale.ROOT, "%03d_%s_%s", place, arm.pattern(), arm.model())));
    }
    return copy(rounds, fork, named, terms);
  }

  /**
   * Returns this plan with another time after which a fork counts as hung.
   *
   * @throws IllegalArgumentException if a healthy fork would miss it
   */
  public Plan deadline(Duration deadline) {
    return copy(rounds, fork.deadline(deadline, slowestOpMicros()), arms, null);
  }

  /**
   * Returns this plan with turns of another time.
   *
   * @param time as JMH writes it, for example {@code 250ms} or {@code 2s}
   * @throws IllegalArgumentException if it is none, is not whole milliseconds up to a day, or JMH's
   *     options say another
   */
  public Plan turnsOf(String time) {
    long millis = JmhOptions.timeOfTurn(time, jmhOptions);
    return copy(rounds, fork.turnsOf(millis).forOps(slowestOpMicros()), arms, terms);
  }

  private long slowestOpMicros() {
    return arms.stream().mapToLong(planned -> planned.expected().opMicros()).max().orElse(0);
  }

  /**
   * Returns this plan with http leaves that ask a server which is not the suite's. Arms for which
   * no other will do are absent.
   *
   * @param url {@code http://HOST:PORT}
   * @throws IllegalArgumentException if no arm of http leaves is left
   */
  public Plan asking(String url) {
    return ServedElsewhere.of(this, url);
  }

  /** Returns this plan with other arms. */
  Plan with(int newRounds, List<PlannedArm> newArms) {
    return copy(newRounds, fork, newArms, null);
  }

  /**
   * Returns this plan, cut down so that it is expected to end in time once it is in blocks.
   *
   * @param room for the forks of a block
   * @param told of each thing that is left out, in words
   * @throws IllegalArgumentException if one cell of each pattern takes longer
   */
  public Plan within(Duration time, Room room, Consumer<String> told) {
    return Budget.fit(this, time, room, told);
  }

  /**
   * Returns the plan of a run that lies in this one's folder: the same JDKs and CPUs, other arms,
   * each in a block of its own.
   *
   * @param partId name of its folder
   * @param partFork iterations of its forks
   * @param partArms what it measures, at least one
   */
  public Plan part(String partId, ForkSettings partFork, List<PlannedArm> partArms) {
    return part(partId, partFork, List.of(), partArms, together -> false);
  }

  /**
   * Returns the same with some arms that take turns.
   *
   * @param inTurns those, in blocks of several arms
   * @param alone those that are each in a block of its own
   * @param together tells whether forks of these arms can live at once
   */
  public Plan part(
      String partId,
      ForkSettings partFork,
      List<PlannedArm> inTurns,
      List<PlannedArm> alone,
      Predicate<List<PlannedArm>> together) {
    List<PlannedArm> all = new ArrayList<>(BlockCut.of(inTurns, together));
    int blocks = all.stream().mapToInt(PlannedArm::lastBlock).max().orElse(0);
    for (PlannedArm each : BlockCut.of(alone, arms -> false)) {
      all.add(each.inBlocks(blocks + each.block(), List.of()));
    }
    int most = all.stream().mapToInt(PlannedArm::rounds).max().orElseThrow();
    return copy(partId, most, false, partFork, all, null);
  }

  /**
   * Returns this plan with the terms of its verdicts, declared for the arms that it has now, and
   * with the question that its JDKs and models are of.
   *
   * @param delta least change that matters, as a ratio less 1, above 0
   */
  public Plan declaring(double delta) {
    return declaring(delta, null, null);
  }

  /**
   * Returns this plan with the terms of its verdicts, to be ended at a look at which all is known
   * as well as that.
   *
   * @param delta least change that matters, as a ratio less 1, above 0
   * @param halfWidth of the intervals, as a ratio less 1, above 0; null for no look before the end.
   *     A run that is looked at goes round by round
   * @param question what the run is to answer; null for what its JDKs and models stand for
   * @throws IllegalArgumentException if there are too few rounds for a look before the last, or no
   *     arm of a side of the question
   */
  public Plan declaring(double delta, @Nullable Double halfWidth, @Nullable Question question) {
    Looks looks = halfWidth == null ? Looks.atTheEnd(rounds) : Looks.until(halfWidth, rounds);
    Terms declared = Terms.of(this, delta, looks, question);
    return copy(runId, rounds, byPattern && halfWidth == null, fork, arms, declared);
  }

  private Plan copy(
      int newRounds, ForkSettings newFork, List<PlannedArm> newArms, @Nullable Terms newTerms) {
    return copy(runId, newRounds, byPattern, newFork, newArms, newTerms);
  }

  private Plan copy(
      String newId,
      int newRounds,
      boolean patternwise,
      ForkSettings newFork,
      List<PlannedArm> newArms,
      @Nullable Terms newTerms) {
    return new Plan(
        formatVersion,
        newId,
        startedUtc,
        source,
        preset,
        newRounds,
        patternwise,
        seed,
        newFork,
        jvmFlags,
        blackholeMode,
        backend,
        jmhOptions,
        jdks,
        placements,
        params,
        newArms,
        absent,
        newTerms,
        slo,
        cells);
  }

  /** Returns how requests reach an arm; empty if one caller does op after op. */
  public Optional<Traffic> traffic(Arm arm) {
    if (!Traffic.isIn(arm.params())) {
      return Optional.empty();
    }
    Double perSecond =
        arms.stream()
            .filter(planned -> planned.arm().equals(arm))
            .map(PlannedArm::perSecond)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    return Optional.of(Traffic.of(arm.params(), perSecond));
  }

  /** Returns the name of the JDK that one is, which may be a second measurement of another. */
  String measuredFirst(String jdk) {
    return jdks.stream()
        .filter(planned -> planned.name().equals(jdk) && planned.isPlacebo())
        .map(PlannedJdk::placeboOf)
        .findFirst()
        .orElse(jdk);
  }

  /**
   * Returns the runtimes of this plan, under its names.
   *
   * @param found to choose from
   * @throws EnvironmentException if one is not among them
   */
  public List<Installed> installedAmong(List<? extends Installed> found) {
    return jdks.stream().map(planned -> planned.among(found)).toList();
  }

  /**
   * Returns the flags of an arm's forks: those of every fork, and behind them its runtime's own.
   */
  public List<String> jvmFlags(Arm arm) {
    return jdks.stream()
        .filter(jdk -> jdk.name().equals(arm.jdk()))
        .findFirst()
        .map(this::jvmFlags)
        .orElse(jvmFlags);
  }

  /** Returns the flags of all forks of a runtime. */
  public List<String> jvmFlags(PlannedJdk jdk) {
    return ForkFlags.behind(jvmFlags, jdk.flags());
  }

  /** Returns on which CPUs an arm's forks run. */
  public Placement placement(Arm arm) {
    Cpus cpus = Cpus.of(arm.params());
    return placements.stream()
        .filter(placement -> placement.cpus().equals(cpus.text()))
        .findFirst()
        .orElseGet(() -> Placement.onThisMachine(cpus));
  }

  /** Returns how many blocks are measured again at most, if the machine disturbs them. */
  public int mostRepeatedBlocks() {
    return terms == null ? 0 : terms.exclusion().most(blocks().size());
  }

  /** Returns the time that the forks of a block are expected to take, which take turns. */
  public long expectedMillis(Block block) {
    long millis = 0;
    for (PlannedArm planned : arms) {
      if (block.arms().contains(planned.arm()) || planned.arm().equals(block.reference())) {
        millis += fork.expectedMillis(planned.expected().opMicros());
      }
    }
    return millis;
  }

  /** Returns the number of forks of all rounds, references included. */
  @JsonIgnore
  public int forks() {
    return arms.stream().mapToInt(planned -> planned.rounds() * planned.forksOfRound()).sum();
  }

  /** Returns the time that all forks are expected to take. */
  @JsonIgnore
  public long expectedMillis() {
    return arms.stream()
        .mapToLong(planned -> planned.rounds() * expectedMillisOfRound(planned))
        .sum();
  }

  private long expectedMillisOfRound(PlannedArm planned) {
    return planned.forksOfRound() * fork.expectedMillis(planned.expected().opMicros());
  }

  /**
   * Returns the time after which there is something to read: that of the first pattern, or of the
   * first round.
   */
  @JsonIgnore
  public long firstMillis() {
    String first = arms.get(0).arm().pattern();
    return arms.stream()
        .filter(planned -> !byPattern || planned.arm().pattern().equals(first))
        .mapToLong(planned -> (byPattern ? planned.rounds() : 1) * expectedMillisOfRound(planned))
        .sum();
  }
}
