package org.asyncmark.analyse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the placebos of a run say of its machine, apart for each machine and placement on CPUs,
 * because forks on one CPU are far more alike than forks on all.
 */
public final class Floors {
  /** What is said where no arm was measured twice. */
  public static final String NOT_MEASURED = "how much identical code differs was not measured";

  private final RunRecord run;
  private final Map<Arm, ArmForks> forks = new LinkedHashMap<>();

  /** Creates what the placebos of a run say. */
  public Floors(RunRecord run) {
    this.run = run;
    run.arms().forEach(arm -> forks.put(arm.arm(), arm));
  }

  /**
   * Returns the placement that a contrast over a key is of, for example {@code cpus=1}, and the
   * machine if there are several; empty for an arm of plain JMH. A contrast over placements is of a
   * machine alone.
   */
  public static String place(Arm arm, @Nullable ArmKey column) {
    return !arm.ours()
        ? ""
        : Stream.of(ArmKey.CPUS, ArmKey.MACHINE)
            .filter(key -> !key.equals(column))
            .flatMap(key -> key.in(arm).map(value -> key.name() + "=" + value).stream())
            .collect(Collectors.joining(" "));
  }

  /**
   * Calibrates a metric; empty if there is no placebo with enough rounds.
   *
   * @param place of the arms as {@link #place}, or empty for all of them
   */
  public Optional<Calibration> calibration(Measure measure, String place) {
    List<Pairs> pairs =
        run.placebos().stream()
            .filter(placebo -> forks.containsKey(placebo.arm()))
            .filter(placebo -> place.isEmpty() || isAt(placebo.arm(), place))
            .map(placebo -> pairs(measure, placebo))
            .filter(each -> each.obstacle().isEmpty())
            .toList();
    return Calibration.of(pairs);
  }

  private static boolean isAt(Arm arm, String place) {
    return List.of(Floors.place(arm, null).split(" ")).containsAll(List.of(place.split(" ")));
  }

  private Pairs pairs(Measure measure, ArmForks placebo) {
    return measure.pairs(
        Objects.requireNonNull(forks.get(placebo.arm()), "calibration takes no others"), placebo);
  }

  /** Returns the margin that the machine has, as a ratio less 1; 0 if that is not known. */
  double floor(Measure measure, String place) {
    return calibration(measure, place).map(Calibration::floor).orElse(0.0);
  }

  /**
   * Returns the floor of a ratio of two ratios. Its logarithm is the difference of two contrasts'
   * and varies as those of four forks do: by the square root of 2 more than that of one contrast.
   *
   * @param floor of a contrast, as a ratio less 1
   */
  static double ofInteraction(double floor) {
    return Math.expm1(Math.sqrt(2) * Math.log1p(floor));
  }
}
