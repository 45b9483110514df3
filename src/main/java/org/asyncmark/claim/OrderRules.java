package org.asyncmark.claim;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.asyncmark.plan.Plan;
import org.asyncmark.store.ForkAudit.Audited;
import org.asyncmark.store.ForkAudit.AuditedBlock;

/**
 * Whether forks were started, and took their turns, in the order that the seed of the run gives.
 */
record OrderRules(Plan plan, List<AuditedBlock> blocks) {
  private static final String ARMS = "order of arms";
  private static final String TURNS = "order of turns";

  /** Forks of a block are started one after the other. */
  Check arms() {
    List<String> differences = new ArrayList<>();
    int forks = 0;
    for (AuditedBlock block : blocks) {
      Audited before = null;
      for (Audited fork : block.forks()) {
        String start = fork.counters().startedUtc();
        if (before != null && before.counters().startedUtc().compareTo(start) >= 0) {
          differences.add(
              fork.name() + " startedUtc: wanted behind " + before.name() + ", found " + start);
        }
        before = fork;
        forks++;
      }
    }
    return Check.of(ARMS, forks + " forks by seed " + plan.seed(), differences);
  }

  /** In each cycle every fork of a block has one turn. */
  Check turns() {
    List<String> differences = new ArrayList<>();
    int checked = 0;
    for (AuditedBlock block : blocks) {
      if (block.whole()) { // else those that were left had turns among themselves
        differences.addAll(turns(block));
        checked++;
      }
    }
    return checked == 0
        ? Check.none(TURNS, "no block whose forks all gave a result")
        : Check.of(TURNS, checked + " blocks by seed " + plan.seed(), differences);
  }

  private List<String> turns(AuditedBlock block) {
    List<String> differences = new ArrayList<>();
    Map<String, List<Long>> starts = new TreeMap<>();
    int measured = plan.fork().measuredIterations();
    for (Audited fork : block.forks()) {
      List<Long> turns = started(fork);
      if (turns.size() != measured) {
        differences.add(fork.name() + " turns: wanted " + measured + ", found " + turns.size());
      }
      starts.put(fork.name(), turns);
    }
    if (!differences.isEmpty()) {
      return differences;
    }
    List<String> names = block.forks().stream().map(Audited::name).toList();
    Random random = plan.turnOrder(block.block());
    int practice = plan.fork().turns() - measured;
    for (int cycle = -practice; cycle < measured; cycle++) {
      List<String> wanted = new ArrayList<>(names);
      Collections.shuffle(wanted, random);
      if (cycle >= 0) {
        int turn = cycle;
        List<String> found = new ArrayList<>(names);
        found.sort(Comparator.comparing(name -> starts.getOrDefault(name, List.of()).get(turn)));
        if (!found.equals(wanted)) {
          differences.add(
              block.block().label()
                  + ", turn "
                  + (turn + 1)
                  + ": wanted "
                  + String.join(", ", wanted)
                  + ", found "
                  + String.join(", ", found));
        }
      }
    }
    return differences;
  }

  private static List<Long> started(Audited fork) {
    var kept = fork.counters().kept();
    return kept == null ? List.of() : kept.turnsStartedMillis();
  }
}
