package org.asyncmark.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.OwnJar;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.pattern.Traffic;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.FewRequests;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.plan.Looks;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.PlannedJdk;
import org.asyncmark.plan.Terms;

/** A plan in a few lines. */
final class PlanText {
  private PlanText() {}

  static String summary(Plan plan) {
    return String.format(
            Locale.ROOT,
            "plan: %s, %s, %s, %s of %s: about %s%s%n  JVM flags %s%n",
            Digits.counted(plan.arms().size(), "arm"),
            plan.jdks().stream()
                .filter(jdk -> !jdk.isPlacebo())
                .map(PlannedJdk::inWords)
                .collect(Collectors.joining(", ")),
            Digits.counted(plan.rounds(), "round"),
            Digits.counted(plan.forks(), "fork"),
            plan.fork().inWords(),
            time(plan.expectedMillis()),
            plan.byPattern()
                ? ", pattern after pattern, the first " + time(plan.firstMillis())
                : "",
            String.join(" ", plan.jvmFlags()))
        + builds(plan)
        + server(plan)
        + question(plan)
        + slowOps(plan)
        + FewRequests.in(plan)
        + blocks(plan)
        + terms(plan);
  }

  private static String time(long millis) {
    return Durations.inWords(Duration.ofMillis(millis));
  }

  /** Returns a line for each build that is the same as one before it. */
  private static String builds(Plan plan) {
    List<PlannedJdk> builds =
        plan.jdks().stream().filter(jdk -> jdk.isBuild() && !jdk.isPlacebo()).toList();
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < builds.size(); i++) {
      PlannedJdk build = builds.get(i);
      builds.subList(0, i).stream()
          .filter(before -> OwnJar.same(before.jars(), build.jars()))
          .findFirst()
          .ifPresent(
              before ->
                  text.append(
                      String.format(
                          Locale.ROOT,
                          "  %s and %s are the same jars: what they differ by is chance%n",
                          before.name(),
                          build.name())));
    }
    return text.toString();
  }

  private static String server(Plan plan) {
    return plan.backend() == null
        ? ""
        : "  the http leaves ask "
            + plan.backend()
            + ", which is not the suite's server"
            + System.lineSeparator();
  }

  private static String question(Plan plan) {
    Terms terms = plan.terms();
    Question question = terms == null ? null : terms.question();
    return question == null ? "" : "  question " + question.inWords() + System.lineSeparator();
  }

  /** Returns a line for each cell whose ops take longer than a turn. */
  private static String slowOps(Plan plan) {
    ForkSettings fork = plan.fork();
    Map<String, Long> slow = new LinkedHashMap<>();
    for (PlannedArm planned : plan.arms()) {
      long opMicros = planned.expected().opMicros();
      if (fork.isLong(opMicros)) {
        slow.merge(planned.arm().row(), opMicros, Math::max);
      }
    }
    StringBuilder text = new StringBuilder();
    slow.forEach(
        (row, opMicros) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %s: an op takes about %d ms; %s%n",
                    row,
                    opMicros / 1_000,
                    fork.tooSlow(opMicros) ? tooSlow(fork) : longTurns(fork))));
    return text.toString();
  }

  private static String longTurns(ForkSettings fork) {
    return String.format(
        Locale.ROOT,
        "a turn goes on for up to %d s until it has %d, so that a fork has the %d of a median",
        fork.furtherMillis() / 1_000,
        fork.leastOps(),
        ForkSettings.SAMPLES_OF_MEDIAN);
  }

  private static String tooSlow(ForkSettings fork) {
    return String.format(
        Locale.ROOT,
        "WARNING: even turns that go on for %d s do not give a fork the %d ops of a median; choose"
            + " smaller values with --param, or %d turns with -- -i %d",
        fork.furtherMillis() / 1_000,
        ForkSettings.SAMPLES_OF_MEDIAN,
        ForkSettings.SAMPLES_OF_MEDIAN,
        ForkSettings.SAMPLES_OF_MEDIAN);
  }

  /** Returns a line for each pattern and placement whose forks do not all live at once. */
  private static String blocks(Plan plan) {
    Map<String, List<Block>> several = new LinkedHashMap<>();
    for (Block block : plan.blocks(1)) {
      String place = block.pattern() + ", cpus=" + Cpus.of(block.arms().get(0).params()).text();
      several.computeIfAbsent(place, key -> new ArrayList<>()).add(block);
    }
    several.values().removeIf(blocks -> blocks.size() == 1);
    StringBuilder text = new StringBuilder();
    several.forEach(
        (place, blocks) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "  %s: %s a round, of at most %s, as more at once would exceed the free memory, the"
                        + " limit of threads or 2 min a block%s%n",
                    place,
                    Digits.counted(blocks.size(), "block"),
                    Digits.counted(blocks.stream().mapToInt(Block::forks).max().orElse(0), "fork"),
                    reference(blocks))));
    return text.toString();
  }

  private static String reference(List<Block> blocks) {
    return blocks.stream()
        .map(Block::reference)
        .filter(Objects::nonNull)
        .findFirst()
        .map(arm -> "; " + arm.model() + " on " + arm.jdk() + " is in each, for reference")
        .orElse("; arms of different blocks are compared by their scores alone");
  }

  /** Returns what may make the run shorter or longer than that, a line for each. */
  private static String terms(Plan plan) {
    Terms terms = plan.terms();
    if (terms == null) {
      return "";
    }
    StringBuilder text = new StringBuilder();
    Looks looks = terms.looks();
    Double halfWidth = looks.halfWidth();
    if (halfWidth != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "  ends after round %s once every interval is within ±%s %%; that is the most%n",
              looks.rounds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
              Percentage.text(halfWidth)));
    }
    int most = plan.mostRepeatedBlocks();
    if (most > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "  at most %d of %s (forks that take turns) are measured again if the host takes"
                  + " more than %s %% of the CPU time from one of their forks%n",
              most,
              Digits.counted(plan.blocks().size(), "block"),
              Percentage.text(terms.exclusion().stealPercent() / 100)));
    }
    return text.toString();
  }

  /**
   * Returns a line for each cell: its parameters, its models by JDK, its rounds; and what a reader
   * must know of it, with the models that this is true of.
   */
  static String cells(Plan plan) {
    Map<String, Map<String, String>> lines = new LinkedHashMap<>();
    Map<String, Map<String, Set<String>>> notes = new HashMap<>();
    for (PlannedArm planned : plan.arms()) {
      String model = planned.arm().model() + ArmKeys.way(planned.arm());
      String row = "  " + planned.arm().row() + ", " + Digits.counted(planned.rounds(), "round");
      lines
          .computeIfAbsent(row, key -> new LinkedHashMap<>())
          .merge(planned.arm().jdk(), model, (all, one) -> all + ", " + one);
      for (String note : notes(planned.arm())) {
        notes
            .computeIfAbsent(row, key -> new LinkedHashMap<>())
            .computeIfAbsent(note, key -> new LinkedHashSet<>())
            .add(planned.arm().model());
      }
    }
    StringBuilder text = new StringBuilder();
    lines.forEach(
        (cell, models) -> {
          text.append(cell).append(System.lineSeparator());
          models.forEach(
              (jdk, ids) ->
                  text.append("    ")
                      .append(jdk)
                      .append(": ")
                      .append(ids)
                      .append(System.lineSeparator()));
          notes
              .getOrDefault(cell, Map.of())
              .forEach(
                  (note, of) ->
                      text.append("    ")
                          .append(note)
                          .append(": ")
                          .append(String.join(", ", of))
                          .append(System.lineSeparator()));
        });
    List<String> reasons =
        plan.absent().stream()
            .map(
                absent ->
                    absent.arm().model()
                        + ArmKeys.way(absent.arm())
                        + " on "
                        + absent.arm().jdk()
                        + ": "
                        + absent.reason())
            .distinct()
            .toList();
    reasons.forEach(reason -> text.append("  ").append(reason).append(System.lineSeparator()));
    return text.toString();
  }

  private static List<String> notes(Arm arm) {
    List<String> notes = new ArrayList<>();
    String inWaves = Patterns.of(arm.pattern()).waves(Model.of(arm.model()), arm.allParams());
    if (!inWaves.isEmpty()) {
      notes.add(inWaves);
    }
    Value callers = arm.params().get(Traffic.CALLERS);
    if (callers != null) {
      notes.add(
          "a closed loop of "
              + callers
              + " callers beside the rates, for the most that the model does");
    }
    return notes;
  }
}
