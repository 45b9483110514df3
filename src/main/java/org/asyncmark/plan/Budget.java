package org.asyncmark.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.asyncmark.pattern.Cpus;

/** Makes a plan fit into a time. */
final class Budget {
  /** Fewer rounds give no verdict. */
  private static final int LEAST_ROUNDS = 6;

  private final Plan plan;
  private final long millis;
  private final Consumer<String> dropped;

  private Budget(Plan plan, long millis, Consumer<String> dropped) {
    this.plan = plan;
    this.millis = millis;
    this.dropped = dropped;
  }

  /**
   * Returns a plan that is expected to end in time: with fewer rounds, though not under six, and
   * then with fewer cells, the last first, though with one cell of each pattern.
   *
   * @param dropped takes what is left out, in words
   * @throws IllegalArgumentException if the least that can be measured takes longer
   */
  static Plan fit(Plan plan, Duration time, Consumer<String> dropped) {
    Budget budget = new Budget(plan, time.toMillis(), dropped);
    List<PlannedArm> arms = budget.fewerCells(budget.fewerRounds(plan.arms()));
    int rounds = arms.stream().mapToInt(PlannedArm::rounds).max().orElse(plan.rounds());
    return plan.with(rounds, arms);
  }

  private List<PlannedArm> fewerRounds(List<PlannedArm> arms) {
    List<PlannedArm> fewer = arms;
    int rounds = plan.rounds();
    while (!fits(fewer) && rounds > LEAST_ROUNDS) {
      rounds--;
      int most = rounds;
      fewer =
          arms.stream()
              .map(planned -> new PlannedArm(planned.arm(), Math.min(planned.rounds(), most)))
              .toList();
    }
    if (rounds < plan.rounds()) {
      dropped.accept("rounds " + (rounds + 1) + " to " + plan.rounds());
    }
    return fewer;
  }

  private List<PlannedArm> fewerCells(List<PlannedArm> arms) {
    Map<String, List<PlannedArm>> cells = new LinkedHashMap<>();
    Map<String, String> firstOfPattern = new LinkedHashMap<>();
    String main =
        plan.placements().stream()
            .filter(placement -> placement.absence() == null)
            .findFirst()
            .map(Placement::cpus)
            .orElse(Cpus.ALL.text());
    for (PlannedArm planned : arms) {
      String cell = planned.arm().row();
      cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(planned);
      if (main.equals(Cpus.of(planned.arm().params()).text())) {
        firstOfPattern.putIfAbsent(planned.arm().pattern(), cell);
      }
    }
    List<String> droppable = new ArrayList<>(cells.keySet());
    droppable.removeAll(firstOfPattern.values());
    List<PlannedArm> fewer = new ArrayList<>(arms);
    while (!fits(fewer) && !droppable.isEmpty()) {
      String last = droppable.remove(droppable.size() - 1);
      fewer.removeAll(cells.get(last));
      dropped.accept(last);
    }
    if (!fits(fewer)) {
      throw new IllegalArgumentException(
          "--budget gives "
              + inWords(millis)
              + ", one cell of each pattern takes "
              + inWords(plan.with(plan.rounds(), fewer).expectedMillis())
              + "; give more, or fewer patterns, models or JDKs");
    }
    return fewer;
  }

  private boolean fits(List<PlannedArm> arms) {
    return plan.with(plan.rounds(), arms).expectedMillis() <= millis;
  }

  private static String inWords(long millis) {
    long seconds = millis / 1000;
    return seconds / 60 + " min " + seconds % 60 + " s";
  }
}
