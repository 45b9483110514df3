package org.asyncmark.report;

import java.util.Arrays;
import java.util.Optional;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Rung;
import org.asyncmark.analyse.Validity;
import org.asyncmark.analyse.Value;

/**
 * What came of the requests of one model at one rate.
 *
 * @param rate as other models have it, too: {@code 500/s}, or {@code 70 %} of a model's own maximum
 * @param offeredPerSecond requests that were to come in a second, as it was asked for; NaN if that
 *     is not known
 */
public record LoadStep(ArmSummary arm, String rate, double offeredPerSecond) {
  /**
   * Returns the step of a rung.
   *
   * @param on where it runs, as {@link org.asyncmark.analyse.RunRecord#on}
   */
  static LoadStep of(Rung rung, String on) {
    Value asked = rung.arm().arm().allParams().getOrDefault(ArmKey.RATE.name(), Value.of(""));
    double offered = // of Poisson arrivals, those that came are not quite as many
        asked.number().isPresent() ? asked.number().getAsLong() : rung.offeredPerSecond();
    return new LoadStep(new ArmSummary(rung.arm(), on), rung.label(), offered);
  }

  /** Returns the words for the rate, for example {@code 500/s} or {@code 70 % (731/s)}. */
  public String label() {
    String offered = Load.perSecond(offeredPerSecond);
    return rate.equals(offered) || Double.isNaN(offeredPerSecond)
        ? rate
        : rate + " (" + offered + ")";
  }

  /** Returns how many of its forks broke a rule. */
  public int invalid() {
    return arm.armForks().invalid();
  }

  /** Returns the forks' responses at a quantile; empty unless all of them have the samples. */
  public Optional<ForkRange> response(double quantile) {
    return arm.quantile(arm.kind(), quantile);
  }

  /** Returns how much of what was offered each fork has achieved, as a fraction. */
  public Optional<ForkRange> achieved() {
    ArmForks counted = arm.armForks().counted();
    double[] offered = counted.counts(Validity.OFFERED);
    double[] achieved = counted.counts(Validity.ACHIEVED);
    if (offered.length != counted.forks().size() || achieved.length != offered.length) {
      return Optional.empty();
    }
    double[] shares = achieved.clone();
    Arrays.setAll(shares, fork -> achieved[fork] / offered[fork]);
    return ForkRange.of(shares);
  }

  /** Returns the rules that forks broke, for example {@code backlog grows in 2}; or empty text. */
  String broken() {
    return Validity.countInWords(arm.armForks().forks());
  }
}
