package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Calibration;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Pairs;
import org.asyncmark.analyse.PlantedEffect;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Value;

/** What a machine makes of arms that do not differ, and of arms that differ by a known amount. */
public final class SelftestText {
  private static final String CPUS = "cpus";

  private SelftestText() {}

  /**
   * Returns a line for each placement: what identical code differed by, false alarms, and the
   * smallest effect that is seen at ten and twenty rounds.
   *
   * @param run with placebos
   */
  public static List<String> placebos(RunRecord run) {
    Map<String, List<Pairs>> byPlacement = new LinkedHashMap<>();
    for (ArmForks placebo : run.placebos()) {
      run.arms().stream()
          .filter(arm -> arm.arm().equals(placebo.arm()))
          .findFirst()
          .ifPresent(
              arm ->
                  byPlacement
                      .computeIfAbsent(cpus(arm.arm()), key -> new ArrayList<>())
                      .add(Pairs.ofP50(arm, placebo)));
    }
    List<String> lines = new ArrayList<>();
    byPlacement.forEach(
        (cpus, pairs) -> {
          Optional<Calibration> calibration = Calibration.of(pairs);
          lines.add(
              "identical code, cpus="
                  + cpus
                  + ": "
                  + calibration.map(SelftestText::line).orElse("too few rounds for a test"));
        });
    return lines;
  }

  private static String line(Calibration aa) {
    return String.format(
        Locale.ROOT,
        "differed by %s; %d false %s in %d %s (rate at most %s with 95 %% confidence, %s with 5 %%);"
            + " 80 %% power for %s at 10 rounds, %s at 20",
        percent(aa.floor()),
        aa.falseAlarms(),
        aa.falseAlarms() == 1 ? "alarm" : "alarms",
        aa.placebos(),
        aa.placebos() == 1 ? "contrast" : "contrasts",
        percent(aa.falseAlarmBound()),
        aa.consistent() ? "consistent" : "NOT consistent",
        percent(aa.detectableEffect(10)),
        percent(aa.detectableEffect(20)));
  }

  /**
   * Returns a line for each slow-down that was planted.
   *
   * @param run whose arms differ in one number for each pattern
   * @param params that number's name by pattern: the least is the base, and what exceeds it was
   *     planted
   */
  public static List<String> planted(RunRecord run, Map<String, String> params) {
    Map<Double, List<Pairs>> bySize = new TreeMap<>();
    for (ArmForks arm : run.arms()) {
      String param = Objects.requireNonNull(params.get(arm.arm().pattern()), "of each pattern");
      long least =
          run.arms().stream()
              .filter(other -> other.arm().pattern().equals(arm.arm().pattern()))
              .mapToLong(other -> number(other, param))
              .min()
              .orElseThrow();
      double size = number(arm, param) / (double) least - 1;
      if (size > 0) {
        Arm base = arm.arm().with(param, Value.of(least));
        run.arms().stream()
            .filter(other -> other.arm().equals(base))
            .findFirst()
            .ifPresent(
                other ->
                    bySize
                        .computeIfAbsent(size, key -> new ArrayList<>())
                        .add(Pairs.ofP50(other, arm)));
      }
    }
    List<String> lines = new ArrayList<>();
    bySize.forEach(
        (size, pairs) -> {
          PlantedEffect effect = PlantedEffect.of(size, pairs);
          lines.add(
              String.format(
                  Locale.ROOT,
                  "planted +%s of work: found in %d of %d cells; estimates off by %s to %s points,"
                      + " median %s",
                  percent(size),
                  effect.found(),
                  effect.cells(),
                  points(effect.errors().get(0)),
                  points(effect.errors().get(effect.cells() - 1)),
                  points(effect.medianError())));
        });
    return lines;
  }

  private static long number(ArmForks arm, String param) {
    return Objects.requireNonNull(arm.arm().params().get(param), param).number().orElseThrow();
  }

  private static String cpus(Arm arm) {
    return arm.params().getOrDefault(CPUS, Value.of("all")).toString();
  }

  private static String percent(double fraction) {
    return Digits.three(Math.round(1_000 * fraction) / 10.0) + " %";
  }

  private static String points(double fraction) {
    return String.format(Locale.ROOT, "%+.1f", 100 * fraction);
  }
}
