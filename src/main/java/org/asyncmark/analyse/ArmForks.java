package org.asyncmark.analyse;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All forks of one arm.
 *
 * @param forks those that gave a result, in the order of their rounds; may be empty
 * @param pooled latencies of all of these forks together, by kind: for display only, never for
 *     inference
 * @param failed number of forks that gave none, because their work was wrong or the JVM broke
 * @param hung number of forks that gave none until their deadline and were ended
 */
public record ArmForks(
    Arm arm, List<Fork> forks, Map<String, Latencies> pooled, int failed, int hung) {
  public ArmForks {
    forks = List.copyOf(forks);
    pooled = Map.copyOf(pooled);
  }

  /** Creates an arm all of whose forks gave a result, with nothing pooled. */
  public ArmForks(Arm arm, List<Fork> forks) {
    this(arm, forks, Map.of(), 0, 0);
  }

  /** Returns the same with other forks in place of those that gave a result. */
  ArmForks with(List<Fork> others) {
    return new ArmForks(arm, others, pooled, failed, hung);
  }

  /**
   * Returns the same with those forks alone that are {@linkplain Validity valid}; what is pooled
   * stays that of all.
   */
  public ArmForks valid() {
    return invalid() == 0
        ? this
        : with(forks.stream().filter(fork -> Validity.of(fork).isValid()).toList());
  }

  /** Returns how many of the forks are not {@linkplain Validity valid}. */
  public int invalid() {
    return (int) forks.stream().filter(fork -> !Validity.of(fork).isValid()).count();
  }

  /** Returns the forks that numbers are told of: those that are valid; all of them if none is. */
  public ArmForks counted() {
    return invalid() == forks.size() ? this : valid();
  }

  /**
   * Returns the kind of latency that stands for the whole op: {@code response} where requests came
   * at a rate, else {@code service}. Forks that recorded another one have no score.
   */
  public String mainKind() {
    boolean response =
        arm.atRate() || forks.stream().anyMatch(fork -> fork.mainKind().equals(Latencies.RESPONSE));
    return response ? Latencies.RESPONSE : Latencies.SERVICE;
  }

  /**
   * Returns the value at a quantile for each fork that has enough samples for it, in the order of
   * the rounds.
   *
   * @param kind for example {@code service} or {@code leaf}
   * @param quantile one of {@link Quantiles#KEPT}
   * @return nanoseconds, one per fork
   */
  public double[] forkQuantilesNanos(String kind, double quantile) {
    return forks.stream()
        .map(fork -> fork.latencies().get(kind))
        .filter(Objects::nonNull)
        .filter(latencies -> latencies.has(quantile))
        .mapToDouble(latencies -> latencies.nanosAt(quantile))
        .toArray();
  }

  /**
   * Returns the values at a quantile of the {@linkplain #counted forks that numbers are told of};
   * none unless every one has the samples for it: leaving out those that lack them would leave out
   * the slow ones.
   *
   * @param quantile one of {@link Quantiles#KEPT}
   * @return nanoseconds, one per fork
   */
  public double[] toldQuantilesNanos(String kind, double quantile) {
    ArmForks counted = counted();
    return all(counted.forkQuantilesNanos(kind, quantile), counted);
  }

  /** Returns what each fork that numbers are told of counted; none unless all did. */
  public double[] toldCounts(String name) {
    ArmForks counted = counted();
    return all(counted.counts(name), counted);
  }

  private static double[] all(double[] values, ArmForks counted) {
    return values.length == counted.forks().size() ? values : new double[0];
  }

  /**
   * Returns a count of each fork that has it, in the order of the rounds.
   *
   * @param name for example {@code cpu}
   */
  public double[] counts(String name) {
    return forks.stream()
        .map(fork -> fork.counts().get(name))
        .filter(Objects::nonNull)
        .mapToDouble(Count::value)
        .toArray();
  }

  /**
   * Returns which turns of the forks were slow: of more than 1.2 times the median of the fork's
   * turns, which is what somebody else on its cores costs; a fact about the machine more than about
   * the arm.
   */
  public SlowTurns slowTurns() {
    return SlowTurns.of(turns());
  }

  /** Returns the medians of the turns of each fork, in nanoseconds. */
  public List<double[]> turns() {
    return forks.stream()
        .map(fork -> fork.turns().p50s().stream().mapToDouble(Double::doubleValue).toArray())
        .toList();
  }

  /** Returns the latencies of all forks together, or none if no fork has that kind. */
  public Latencies pooled(String kind) {
    return pooled.getOrDefault(kind, Latencies.NONE);
  }
}
