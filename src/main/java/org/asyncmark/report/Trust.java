package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Background;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.RunRecord;

/** What speaks for and against the numbers of a run, before they are read. */
final class Trust {
  private static final int WARNINGS_SHOWN = 3;

  private Trust() {}

  /** Returns whole sentences, those about the machine first. */
  static List<String> sentences(RunRecord run) {
    List<String> sentences = new ArrayList<>();
    Background background = run.background();
    List<String> warnings = background.warnings();
    if (!warnings.isEmpty()) {
      List<String> facts =
          new ArrayList<>(warnings.stream().limit(WARNINGS_SHOWN).map(Trust::fact).toList());
      int more = warnings.size() - WARNINGS_SHOWN;
      if (more > 0) {
        facts.add(more + " more");
      }
      sentences.add("When it began, the doctor warned of " + String.join("; ", facts) + ".");
    }
    long machines = AcrossMachines.machines(run);
    if (machines > 1) {
      sentences.add(
          "Measured on "
              + machines
              + " machines: a contrast is of one of them, and none goes from one to another.");
    }
    sentences.add(forks(run));
    Stream.of(LoadText.invalid(run), LoadText.stalls(run))
        .filter(Predicate.not(String::isEmpty))
        .forEach(sentences::add);
    if (background.repeatedBlocks() > 0) {
      sentences.add(
          Digits.counted(background.repeatedBlocks(), "block")
              + (background.repeatedBlocks() == 1 ? " was" : " were")
              + " measured again because the host took CPU time away.");
    }
    if (!background.source().isEmpty()) {
      sentences.add("Measured with " + background.source() + ".");
    }
    Map<String, String> conditions = run.conditions();
    if (conditions.containsKey(RunRecord.SERVER)) {
      sentences.add("The http leaves ask " + conditions.get(RunRecord.SERVER) + ".");
    }
    if (conditions.containsKey("Options")) {
      sentences.add("Options of JMH: " + conditions.get("Options") + ".");
    }
    return sentences;
  }

  /** Returns what a finding says, without what follows from it: {@code subject: fact: so that}. */
  private static String fact(String finding) {
    int subject = finding.indexOf(": ") + 1;
    return finding.substring(0, subject) + finding.substring(subject).split("[:;] ", 2)[0];
  }

  private static String forks(RunRecord run) {
    long forks = 0;
    long lost = 0;
    long invalid = 0;
    long unsteady = 0;
    long drifting = 0;
    long slow = 0;
    long turns = 0;
    for (ArmForks each : run.arms()) {
      ArmSummary arm = new ArmSummary(each);
      forks += arm.forks();
      lost += each.failed() + each.hung();
      invalid += each.invalid();
      unsteady += arm.unsteadyForks();
      drifting += arm.steadiness().drifting();
      slow += arm.slowTurns().slow();
      turns += arm.slowTurns().turns();
    }
    List<String> parts = new ArrayList<>();
    if (lost > 0) {
      parts.add(Digits.count(lost) + " without a result");
    }
    if (invalid > 0) {
      parts.add(Digits.count(invalid) + " invalid");
    }
    if (unsteady > 0) {
      parts.add(Digits.count(unsteady) + " not steady after the warm-up");
    }
    if (drifting > 0) {
      parts.add(Digits.count(drifting) + " drifting");
    }
    if (slow > 0) {
      parts.add(Math.round(100.0 * slow / turns) + " % of their turns disturbed");
    }
    return Digits.counted(forks + lost, "fork")
        + ": "
        + (parts.isEmpty() ? "none lost, unsteady or drifting" : String.join(", ", parts))
        + ".";
  }
}
