package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model in a cell on one runtime at all rates that were offered to it.
 *
 * @param arm what its arms have in common: none has a rate
 * @param rungs the lowest rate first; at least one
 * @param closed the closed loop of several callers in the same cell; null if there is none
 */
public record Ladder(Arm arm, List<Rung> rungs, @Nullable ArmForks closed) {
  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /** Returns the ladders of a run, in the order of its arms; none if it has no open loop. */
  public static List<Ladder> of(RunRecord run) {
    Map<Arm, List<Rung>> rungs = new LinkedHashMap<>();
    Map<Arm, ArmForks> closed = new LinkedHashMap<>();
    for (ArmForks forks : run.arms()) {
      Arm arm = forks.arm();
      if (arm.atRate()) {
        rungs.computeIfAbsent(arm.withoutRate(), key -> new ArrayList<>()).add(Rung.of(forks));
      } else {
        closed.put(arm.with(ArmKey.CALLERS.name(), null), forks);
      }
    }
    List<Ladder> ladders = new ArrayList<>();
    rungs.forEach(
        (arm, each) -> {
          each.sort(Comparator.comparingLong(Rung::asked));
          Arm cell = arm.with(ArmKey.ARRIVALS.name(), null);
          ladders.add(new Ladder(arm, each, closed.get(cell)));
        });
    return ladders;
  }

  /** Returns up to which rate a limit is held. */
  public Knee knee(Slo slo) {
    return Knee.of(slo, rungs);
  }
}
