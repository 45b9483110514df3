package org.asyncmark.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Terms;
import org.asyncmark.run.ForkConformity;
import org.asyncmark.store.Counters;
import org.asyncmark.store.ForkAudit.Audited;
import org.asyncmark.store.ForkAudit.AuditedBlock;
import org.asyncmark.store.KeptLog;

/**
 * What each fork of a run says, held against the plan.
 *
 * @param inTurns whether forks took turns: then a block has a file that says that it is finished
 */
record ForkRules(Plan plan, List<AuditedBlock> blocks, boolean inTurns) {
  private List<Audited> forks() {
    return blocks.stream().flatMap(block -> block.forks().stream()).toList();
  }

  /** Every arm has a fork in each of its rounds. */
  Check numberOfForks() {
    List<String> differences = new ArrayList<>();
    int all = 0;
    for (AuditedBlock block : blocks) {
      int wanted = block.block().forks();
      all += wanted;
      int found = block.forks().size();
      if (found != wanted) {
        differences.add(block.block().label() + ": wanted " + wanted + " forks, found " + found);
      }
      if (inTurns && !block.finished()) {
        differences.add(
            block.block().label() + ": wanted the file that says that it is finished, found none");
      }
    }
    return Check.of("n", "a result of each of " + all + " forks", differences);
  }

  /** The JVM or the Python of a fork had the flags, processors and iterations of the plan. */
  Check flags() {
    String rule = "flags";
    List<String> differences = new ArrayList<>();
    int asked = 0;
    int pythons = 0;
    for (Audited fork : forks()) {
      RunningJvm jvm = fork.counters().jvm();
      if (jvm != null) {
        asked++;
        pythons += fork.arm().ofPython() ? 1 : 0;
        ForkConformity.differences(plan, fork.arm(), jvm)
            .forEach(each -> differences.add(fork.name() + " jvm: " + each));
      }
    }
    String held =
        (asked - pythons) + " JVMs" + (pythons == 0 ? "" : " and " + pythons + " Pythons");
    return asked == 0
        ? Check.none(rule, "the forks of this run did not say what took effect")
        : Check.of(rule, held + " as planned", differences);
  }

  /** A block that the machine disturbed was measured again, once, and no other was. */
  Check repeatedBlocks() {
    String rule = "repeated blocks";
    Terms terms = plan.terms();
    if (terms == null) {
      return Check.none(rule, "the run declared none");
    }
    List<String> differences = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    int repeated = 0;
    for (AuditedBlock block : blocks) {
      boolean again = !block.repeated().isEmpty();
      repeated += again ? 1 : 0;
      if (again && disturbed(terms, block.repeated()).isEmpty()) {
        differences.add(block.block().label() + ": measured again, and nothing had disturbed it");
      }
      Optional<String> disturbed = disturbed(terms, block.forks());
      if (disturbed.isPresent() && !again) {
        kept.add(block.block().label() + ", " + disturbed.get() + ": not measured again");
      }
    }
    int most = plan.mostRepeatedBlocks();
    if (repeated < most) { // else no more of them were to be, as was declared
      differences.addAll(kept);
    }
    if (repeated > most) {
      differences.add("wanted at most " + most + " blocks measured again, found " + repeated);
    }
    String found = repeated + " of " + blocks.size() + " measured again";
    String held = kept.isEmpty() ? found : found + ", " + kept.size() + " kept";
    return Check.of(rule, held, differences);
  }

  private static Optional<String> disturbed(Terms terms, List<Audited> forks) {
    for (Audited fork : forks) {
      Counters counters = fork.counters();
      Optional<String> what =
          terms.exclusion().disturbance(counters.stealPercent(), counters.clockJumpMillis());
      if (what.isPresent()) {
        return Optional.of(fork.name() + " " + what.get());
      }
    }
    return Optional.empty();
  }

  /** A histogram has a count for each op, as JMH and the fork itself counted them. */
  Check histograms() {
    String rule = "histograms";
    List<String> differences = new ArrayList<>();
    long ops = 0;
    for (Audited fork : forks()) {
      long wanted = fork.counters().samples().getOrDefault(fork.kind(), 0L);
      ops += fork.samples();
      if (fork.samples() != wanted) {
        differences.add(differ(fork, fork.kind(), wanted, fork.samples()));
      }
      String ofJmh = fork.kind() + ":count of JMH";
      if (fork.samplesOfJmh().isEmpty()) {
        differences.add(fork.name() + " " + ofJmh + ": wanted " + wanted + ", found none");
      } else if (fork.samplesOfJmh().getAsLong() != wanted) {
        differences.add(differ(fork, ofJmh, wanted, fork.samplesOfJmh().getAsLong()));
      }
      others(fork)
          .forEach(
              (kind, found) -> {
                long counted = fork.counters().samples().getOrDefault(kind, 0L);
                if (counted != found) {
                  differences.add(differ(fork, kind, counted, found));
                }
              });
    }
    return Check.of(rule, ops + " ops in as many counts", differences);
  }

  private static Map<String, Long> others(Audited fork) {
    KeptLog kept = fork.counters().kept();
    return kept == null
        ? Map.of()
        : kept.latencies().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().samples()));
  }

  private static String differ(Audited fork, String what, long wanted, long found) {
    return fork.name() + " " + what + ": wanted " + wanted + ", found " + found;
  }
}
