package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands above a table of contrasts of one run.
 *
 * @param column in what the arms of a contrast differ; null if the label says that
 * @param first the metric whose floor is told
 */
record ContrastTitle(
    RunRecord run, @Nullable ArmKey column, double delta, Floors floors, Measure first) {
  /**
   * Returns the title.
   *
   * @param label what the whole table is of, or empty
   * @param place placement of its arms, or empty
   * @param arms some that it is of
   */
  String text(String label, String place, Collection<Arm> arms) {
    List<String> parts = new ArrayList<>();
    if (!label.isEmpty()) {
      parts.add(label);
    }
    Collection<String> builds = run.jdkBuilds().values();
    String compared = ArmKey.JDK.equals(column) ? Builds.compared(builds) : "";
    if (!compared.isEmpty()) {
      parts.add(compared);
    } else {
      if (column != null) {
        parts.add(column.name() + " to " + column.name());
      }
      parts.add(Builds.named(builds));
    }
    parts.add(run.machine(arms));
    boolean dealt = AcrossMachines.machines(run) > 1;
    parts.add(
        Digits.counted(run.rounds(), run.rounds() == 1 ? "round" : "interleaved round")
            + (dealt ? " on all machines together" : ""));
    parts.add(margin(delta));
    int looks = run.criteria().looks();
    if (looks > 1) {
      parts.add(
          String.format(
              Locale.ROOT,
              "%d looks, each tested at p < %s; intervals hold 95 %% over all of them",
              looks,
              Digits.three(run.criteria().alpha())));
    }
    parts.add(floors.calibration(first, place).map(this::floor).orElse(Floors.NOT_MEASURED));
    return String.join(" · ", parts);
  }

  /** Returns what counts as no change, for example {@code equivalent within ±3 %}. */
  static String margin(double delta) {
    return "equivalent within ±" + Digits.percent(delta);
  }

  private String floor(Calibration calibration) {
    return String.format(
        Locale.ROOT,
        "identical code differed by %s in %s here (%s in %s, a rate of at most %s)",
        Digits.percent(calibration.floor()),
        first.word(),
        Digits.counted(calibration.falseAlarms(), "false alarm"),
        Digits.counted(calibration.placebos(), "contrast"),
        Digits.percent(calibration.falseAlarmBound()));
  }

  /** Returns what a reader must know before the numbers, in whole sentences. */
  List<String> warnings(String place) {
    List<String> warnings = new ArrayList<>();
    if (run.rounds() < Multiplicity.FEWEST_ROUNDS) {
      warnings.add(
          String.format(
              Locale.ROOT, "Fewer than %d rounds give no verdict.", Multiplicity.FEWEST_ROUNDS));
    } else if (run.rounds() == Multiplicity.FEWEST_ROUNDS) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%d rounds are screening: verdicts are not adjusted for their number and not to be"
                  + " cited.",
              Multiplicity.FEWEST_ROUNDS));
    }
    floors
        .calibration(first, place)
        .map(each -> each.banner(delta))
        .filter(Predicate.not(String::isEmpty))
        .map(each -> Character.toUpperCase(each.charAt(0)) + each.substring(1) + ".")
        .ifPresent(warnings::add);
    return warnings;
  }
}
