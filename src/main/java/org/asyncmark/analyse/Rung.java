package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A rate that was offered to a model, with what came of it. Numbers are medians over the forks that
 * are {@linkplain ArmForks#counted counted}: the valid ones, or all of them if none is, which is to
 * be marked.
 *
 * @param offeredPerSecond requests that were to come in a second: the median over the forks, or
 *     what was asked for if none has finished; NaN if that is not known either
 */
public record Rung(ArmForks arm, double offeredPerSecond) {
  static Rung of(ArmForks arm) {
    double asked = asked(arm).orElse(Double.NaN);
    return new Rung(arm, median(arm.counts(Validity.OFFERED)).orElse(asked));
  }

  /** Returns the rate that was asked for, or that followed from the load. */
  private static OptionalDouble asked(ArmForks arm) {
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
    return load == null ? perSecond(asked(arm).orElse(offeredPerSecond)) : load + " %";
  }

  /** Returns a rate in words, for example {@code 1 250/s}. */
  static String perSecond(double rate) {
    return Double.isNaN(rate) ? "an unknown rate" : Digits.count(Math.round(rate)) + "/s";
  }

  /** Returns the number of forks that gave a result. */
  public int forks() {
    return arm.forks().size();
  }

  /** Returns how many of them are invalid. */
  public int invalid() {
    return arm.invalid();
  }

  /** Returns how many of the forks break each rule, those that none breaks left out. */
  public Map<Validity.Rule, Integer> broken() {
    return Validity.count(arm.forks());
  }

  /** Tells whether the numbers are those of invalid forks, because there are no others. */
  public boolean noneValid() {
    return forks() > 0 && invalid() == forks();
  }

  /**
   * Returns the response at a quantile in nanoseconds; empty unless each fork that counts has the
   * samples for it.
   *
   * @param quantile one of {@link Quantiles#KEPT}
   */
  public OptionalDouble nanosAt(double quantile) {
    return nanosAt(arm.mainKind(), quantile);
  }

  private OptionalDouble nanosAt(String kind, double quantile) {
    ArmForks counted = arm.counted();
    double[] values = counted.forkQuantilesNanos(kind, quantile);
    return values.length == counted.forks().size() ? median(values) : OptionalDouble.empty();
  }

  /** Returns the median response in nanoseconds; empty as {@link #nanosAt}. */
  public OptionalDouble p50() {
    return nanosAt(0.5);
  }

  /** Returns the 99th percentile of the response in nanoseconds; empty as {@link #nanosAt}. */
  public OptionalDouble p99() {
    return nanosAt(0.99);
  }

  /** Returns the 99.9th percentile of the response in nanoseconds; empty as {@link #nanosAt}. */
  public OptionalDouble p999() {
    return nanosAt(0.999);
  }

  /** Returns the processor time of a request in microseconds; empty unless each fork counted it. */
  public OptionalDouble cpuMicros() {
    return counted("cpu");
  }

  /** Returns how many requests ended in a second; empty unless each fork counted them. */
  public OptionalDouble achievedPerSecond() {
    return counted(Validity.ACHIEVED);
  }

  private OptionalDouble counted(String name) {
    ArmForks counted = arm.counted();
    double[] values = counted.counts(name);
    return values.length == counted.forks().size() ? median(values) : OptionalDouble.empty();
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
    OptionalDouble nanos = nanosAt(quantile.kindOf(arm), quantile.fraction());
    if (forks() == 0) {
      return Optional.of("no fork has finished");
    }
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
