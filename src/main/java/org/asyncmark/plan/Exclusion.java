package org.asyncmark.plan;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks are measured again: those that the machine disturbed, whatever their values are. A
 * block is all arms of one pattern in one round.
 *
 * @param stealPercent of the processor time that the host gave to others during a fork, above which
 *     its block is disturbed
 * @param clockJumpMillis between wall clock and monotonic clock during a fork, in either direction,
 *     above which its block is disturbed: the machine slept, or its clock was set
 * @param mostShare of the blocks of a run that are measured again at most, 0 to 1
 */
public record Exclusion(double stealPercent, long clockJumpMillis, double mostShare) {
  /** The rule of every run. */
  public static final Exclusion RULE = new Exclusion(2, 100, 0.2);

  /**
   * Returns what disturbed a fork, in words, or nothing. What is not known is no disturbance.
   *
   * @param steal processor time that the host gave to others, in percent; null if not known
   * @param jump of the wall clock against the monotonic one, in milliseconds; null if not known
   */
  public Optional<String> disturbance(@Nullable Double steal, @Nullable Long jump) {
    if (steal != null && steal > stealPercent) {
      return Optional.of(String.format(Locale.ROOT, "steal %.1f %%", steal));
    }
    return jump != null && Math.abs(jump) > clockJumpMillis
        ? Optional.of("the wall clock jumped by " + jump + " ms")
        : Optional.empty();
  }

  /**
   * Returns how many of a run's blocks are measured again at most.
   *
   * @param blocks of the whole run
   */
  int most(int blocks) {
    return (int) (mostShare * blocks);
  }
}
