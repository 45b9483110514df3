package org.asyncmark.cli;

import java.util.OptionalDouble;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Validity;

/**
 * What arms can do at most: the median of their forks in closed loops.
 *
 * @param run of such arms
 */
record ClosedMaximum(RunRecord run) {
  /** Returns the requests a second of an arm; empty if none of its forks gave a result. */
  OptionalDouble perSecond(Arm arm) {
    return run.arms().stream()
        .filter(each -> each.arm().equals(arm))
        .flatMap(each -> ForkRange.of(each.counts(Validity.ACHIEVED)).stream())
        .mapToDouble(ForkRange::median)
        .findFirst();
  }
}
