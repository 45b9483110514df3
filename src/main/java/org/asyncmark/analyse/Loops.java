package org.asyncmark.analyse;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How the ops of a run follow each other. Where requests come at a rate, which is an open loop, a
 * closed loop of several callers may stand beside them to tell the most that a model can do. What
 * the one says of a latency is not what the other says of it, so that arms of both are never
 * compared, never judged together, and share no floor.
 */
public final class Loops {
  private Loops() {}

  /**
   * Returns the parts of a run whose arms can be compared: that with the open loop and the closed
   * one beside it, or the run itself if it has no open loop.
   *
   * @return one or two, neither without an arm
   */
  public static List<RunRecord> apart(RunRecord run) {
    return arms(run).stream().noneMatch(Arm::atRate)
        ? List.of(run)
        : Stream.of(run.of(Arm::atRate), run.of(Predicate.not(Arm::atRate)))
            .filter(part -> !arms(part).isEmpty())
            .toList();
  }

  /** Returns those parts of which some fork has something for one of the metrics. */
  static List<RunRecord> with(List<Measure> measures, RunRecord run) {
    List<RunRecord> parts = apart(run);
    return parts.stream()
        .filter(
            part -> parts.size() == 1 || measures.stream().anyMatch(measure -> measure.isIn(part)))
        .toList();
  }

  /** Returns the part of a run that an arm is in. */
  public static RunRecord around(RunRecord run, Arm arm) {
    return apart(run).stream().filter(part -> arms(part).contains(arm)).findFirst().orElse(run);
  }

  /** Returns the arms that a run is about: those of the open loop, or all if there is none. */
  public static List<Arm> leading(Collection<Arm> arms) {
    boolean open = arms.stream().anyMatch(Arm::atRate);
    return arms.stream().filter(arm -> arm.atRate() || !open).toList();
  }

  /** Returns the key by which the closed loop beside an open one is named; empty of other parts. */
  static Optional<ArmKey> named(RunRecord run, RunRecord part) {
    boolean beside =
        arms(run).stream().anyMatch(Arm::atRate) && arms(part).stream().noneMatch(Arm::atRate);
    return beside ? Optional.of(ArmKey.CALLERS) : Optional.empty();
  }

  /** Returns the words for the closed loop beside an open one; empty text of other parts. */
  static String label(RunRecord run, RunRecord part) {
    return named(run, part).map(key -> ArmKeys.label(arms(part).get(0), List.of(key))).orElse("");
  }

  /** Returns the arms of a run, those that were not measured included. */
  static List<Arm> arms(RunRecord run) {
    return Stream.concat(run.arms().stream().map(ArmForks::arm), run.absent().keySet().stream())
        .toList();
  }
}
