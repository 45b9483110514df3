package org.asyncmark.cli;

import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalDouble;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.RunRecord;

/**
 * What arms can do at most: the median of their forks in closed loops.
 *
 * @param run of such arms
 */
record ClosedMaximum(RunRecord run) {
  private static final String ACHIEVED = "achieved";

  /** Returns the requests a second of an arm; empty if none of its forks gave a result. */
  OptionalDouble perSecond(Arm arm) {
    double[] achieved =
        run.arms().stream()
            .filter(each -> each.arm().equals(arm))
            .map(ArmForks::forks)
            .flatMap(forks -> forks.stream().map(fork -> fork.counts().get(ACHIEVED)))
            .filter(Objects::nonNull)
            .mapToDouble(count -> count.value())
            .sorted()
            .toArray();
    int middle = achieved.length / 2;
    if (achieved.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        Arrays.stream(achieved, (achieved.length - 1) / 2, middle + 1).average().orElseThrow());
  }
}
