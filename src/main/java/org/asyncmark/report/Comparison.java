package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Row;
import org.asyncmark.model.Model;

/**
 * The models of one row on one JDK side by side. Asyncio, which runs on no JDK, stands beside those
 * of each; if it is there alone, its Python is in place of the JDK.
 *
 * @param arms the arms planned, in the order of the rows
 * @param absent the arms that cannot be measured, in the order of the plan
 */
public record Comparison(Row row, String jdk, List<ArmSummary> arms, List<Absence> absent) {
  /** Tells whether nothing in it is of a JDK. */
  boolean ofPython() {
    return all().allMatch(Arm::ofPython);
  }

  /** Returns the same with the arms of others beside its own. */
  Comparison with(List<Comparison> others) {
    List<ArmSummary> all = new ArrayList<>(arms);
    List<Absence> none = new ArrayList<>(absent);
    for (Comparison other : others) {
      all.addAll(other.arms);
      none.addAll(other.absent);
    }
    return new Comparison(row, jdk, all, none);
  }

  /** Returns all arms, measured or not. */
  Stream<Arm> all() {
    return Stream.concat(arms.stream().map(ArmSummary::arm), absent.stream().map(Absence::arm));
  }

  /** Returns what cannot be measured in a model. */
  public List<Absence> absent(Model model) {
    return absent.stream().filter(absence -> absence.model() == model).toList();
  }

  /** Returns the words for an arm in sentences: its way only where the model has several. */
  String name(ArmSummary arm) {
    long sameModel = arms.stream().filter(other -> other.model() == arm.model()).count();
    return sameModel > 1 ? arm.legendLabel() : arm.name();
  }

  /** Returns the words for what cannot be measured, in sentences. */
  String name(Absence absence) {
    return absent(absence.model()).size() > 1 ? absence.legendLabel() : absence.name();
  }

  /** Returns how many arms of the same model stand before this one. */
  public int repetition(ArmSummary arm) {
    return (int)
        arms.subList(0, arms.indexOf(arm)).stream()
            .filter(other -> other.model() == arm.model())
            .count();
  }
}
