package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rate that was offered to a model, with what came of it.
 *
 * @param offeredPerSecond requests that were to come in a second: the median over the forks, or
 *     what was asked for if none has finished; NaN if that is not known either
 */
public record Rung(ArmForks arm, double offeredPerSecond) {
  static Rung of(ArmForks arm) {
    double asked = rate(arm).orElse(Double.NaN);
    return new Rung(arm, median(arm.counts(Validity.OFFERED)).orElse(asked));
  }

  /** Returns what was asked for: requests a second, or per cent of what the model does at most. */
  long asked() {
    Value nothing = Value.of(0);
    Value rate = arm.arm().params().getOrDefault(ArmKey.RATE.name(), nothing);
    return arm.arm().params().getOrDefault(ArmKey.LOAD.name(), rate).number().orElse(0);
  }

  /** Returns the rate that was asked for, or that followed from the load. */
  private static OptionalDouble rate(ArmForks arm) {
    Value rate = arm.arm().allParams().get(ArmKey.RATE.name());
    return rate == null || rate.number().isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) rate.number().getAsLong());
  }

  private static OptionalDouble median(double[] values) {
    return ForkRange.of(values)
        .map(range -> OptionalDouble.of(range.median()))
        .orElseGet(OptionalDouble::empty);
  }

  /** Returns the rate as it was asked for: {@code 500/s}, or {@code 70 %} of the model's own. */
  public String label() {
    Value load = arm.arm().params().get(ArmKey.LOAD.name());
    return load == null ? perSecond(rate(arm).orElse(offeredPerSecond)) : load + " %";
  }

  /** Returns a rate in words, for example {@code 1 250/s}. */
  static String perSecond(double rate) {
    return Double.isNaN(rate) ? "an unknown rate" : Digits.count(Math.round(rate)) + "/s";
  }

  /** Returns the number of forks that gave a result. */
  private int forks() {
    return arm.forks().size();
  }

  /** Returns how many of them are invalid. */
  private int invalid() {
    return arm.invalid();
  }

  /**
   * Returns why it was not shown that the rate is held within a limit, in words; empty text if it
   * was: all forks gave a result and are valid, and the median of their percentiles is within it.
   */
  String notHeld(Slo slo) {
    List<String> reasons = new ArrayList<>();
    int lost = arm.failed() + arm.hung();
    if (lost > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%d of %s gave no result",
              lost,
              Digits.counted((long) forks() + lost, "fork")));
    }
    if (invalid() > 0) {
      reasons.add(
          String.format(
              Locale.ROOT,
              "%d of %s invalid (%s)",
              invalid(),
              Digits.counted(forks(), "fork") + (forks() == 1 ? " is" : " are"),
              Validity.countInWords(arm.forks())));
    }
    limit(slo).ifPresent(reasons::add);
    return String.join("; ", reasons);
  }

  private Optional<String> limit(Slo slo) {
    LatencyQuantile quantile = slo.quantile();
    if (forks() == 0) {
      return Optional.of("no fork has finished");
    }
    String kind = quantile.kindOf(arm);
    if (arm.forks().stream().noneMatch(fork -> fork.latencies().containsKey(kind))) {
      return Optional.of(slo.word() + " was not measured");
    }
    ArmForks counted = arm.counted();
    double[] values = counted.forkQuantilesNanos(kind, quantile.fraction());
    OptionalDouble nanos =
        values.length == counted.forks().size() ? median(values) : OptionalDouble.empty();
    if (nanos.isEmpty()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s needs %s samples in each fork",
              slo.word(),
              Digits.count(Quantiles.samplesNeeded(quantile.fraction()))));
    }
    return nanos.getAsDouble() <= slo.limitNanos()
        ? Optional.empty()
        : Optional.of(slo.word() + " " + LatencyUnit.text(nanos.getAsDouble()));
  }
}
