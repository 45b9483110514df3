package org.asyncmark.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Looks;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.Terms;

/** A plan in a few lines. */
final class PlanText {
  private PlanText() {}

  static String summary(Plan plan) {
    return String.format(
            Locale.ROOT,
            "plan: %d arms, %s, %s, %d forks of %s: about %s%n  JVM flags %s%n",
            plan.arms().size(),
            plan.jdks().stream()
                .filter(jdk -> !jdk.isPlacebo())
                .map(jdk -> "JDK " + jdk.label())
                .collect(Collectors.joining(", ")),
            rounds(plan.rounds()),
            plan.forks(),
            plan.fork().inWords(),
            Durations.inWords(Duration.ofMillis(plan.expectedMillis())),
            String.join(" ", plan.jvmFlags()))
        + blocks(plan)
        + terms(plan);
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
                    "  %s: %d blocks a round, of at most %d forks, as there is no room for more at"
                        + " once%s%n",
                    place,
                    blocks.size(),
                    blocks.stream().mapToInt(Block::forks).max().orElse(0),
                    reference(blocks))));
    return text.toString();
  }

  private static String reference(List<Block> blocks) {
    return blocks.stream()
        .map(Block::reference)
        .filter(Objects::nonNull)
        .findFirst()
        .map(arm -> "; " + arm.model() + " on " + arm.jdk() + " is in each, for reference")
        .orElse("; they are compared by their scores alone");
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
              "  at most %d of %d blocks (forks that take turns) are measured again if the host takes"
                  + " more than %s %% of the CPU time from one of their forks%n",
              most,
              plan.blocks().size(),
              Percentage.text(terms.exclusion().stealPercent() / 100)));
    }
    return text.toString();
  }

  /** Returns a line for each cell: its parameters, its models by JDK, its rounds. */
  static String cells(Plan plan) {
    Map<String, Map<String, String>> lines = new LinkedHashMap<>();
    for (PlannedArm planned : plan.arms()) {
      String model = planned.arm().model() + ArmKeys.way(planned.arm());
      String row = "  " + planned.arm().row() + ", " + rounds(planned.rounds());
      lines
          .computeIfAbsent(row, key -> new LinkedHashMap<>())
          .merge(planned.arm().jdk(), model, (all, one) -> all + ", " + one);
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
        });
    List<String> reasons =
        plan.absent().stream()
            .map(
                absent ->
                    absent.arm().model() + " on " + absent.arm().jdk() + ": " + absent.reason())
            .distinct()
            .toList();
    reasons.forEach(reason -> text.append("  ").append(reason).append(System.lineSeparator()));
    return text.toString();
  }

  static String rounds(int rounds) {
    return rounds + (rounds == 1 ? " round" : " rounds");
  }
}
