package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Makes up forks whose requests came at a rate, of which a test says no more than it needs. */
public final class OpenFork {
  private final int round;
  private final Map<String, Latencies> latencies = new TreeMap<>();
  private final Map<String, Count> counts = new TreeMap<>();
  private final Map<String, List<Double>> turns = new TreeMap<>();

  private OpenFork(int round) {
    this.round = round;
  }

  /** Returns a fork that kept a rate of 500 in a second, all of whose requests took 1 ms. */
  public static OpenFork of(int round) {
    return new OpenFork(round)
        .rate(500, 500)
        .count("lost", 0)
        .count("unfinished", 0)
        .turns("growth", 1, 1, 1)
        .latency("response", 1_000_000)
        .latency("service", 800_000)
        .latency("sendlag", 10_000);
  }

  /** Returns a fork of a closed loop of several callers that stands beside open ones. */
  public static OpenFork ofCallers(int round, double achieved, long serviceNanos) {
    return new OpenFork(round).latency("service", serviceNanos).count("achieved", achieved);
  }

  public OpenFork rate(double offered, double achieved) {
    return count("offered", offered).count("achieved", achieved);
  }

  public OpenFork count(String name, double value) {
    counts.put(name, new Count(value, name.equals("cpu") ? "us/op" : "#/s"));
    return this;
  }

  public OpenFork turns(String name, double... values) {
    turns.put(name, Arrays.stream(values).boxed().toList());
    return count(name, Arrays.stream(values).average().orElseThrow());
  }

  /** Has all latencies of a kind be the same, and enough of them for a p99.9. */
  public OpenFork latency(String kind, long nanos) {
    return latency(kind, nanos, 10_000);
  }

  public OpenFork latency(String kind, long nanos, int samples) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(nanos, samples);
    latencies.put(kind, Latencies.of(histogram));
    return this;
  }

  public OpenFork without(String name) {
    counts.remove(name);
    latencies.remove(name);
    turns.remove(name);
    return this;
  }

  public Fork fork() {
    return new Fork(round, latencies, counts, new Turns("", turns));
  }

  /** Returns an arm of gather whose requests come at a rate. */
  public static Arm arm(String model, String jdk, int rate) {
    return Arms.of(
        "gather",
        model,
        jdk,
        Map.of("arrivals", "poisson", "cpus", "all", "fanOut", "10", "rate", "" + rate));
  }

  /** Returns the arm of the closed loop beside it. */
  public static Arm callers(String model, String jdk) {
    return Arms.of("gather", model, jdk, Map.of("clients", "64", "cpus", "all", "fanOut", "10"));
  }

  /** Returns an arm with valid forks of some p50s in milliseconds, one for each round. */
  public static ArmForks armForks(String model, String jdk, int rate, double... millis) {
    Fork[] forks = new Fork[millis.length];
    Arrays.setAll(
        forks,
        i ->
            OpenFork.of(i + 1)
                .rate(rate, rate)
                .latency("response", Math.round(1e6 * millis[i]))
                .fork());
    return new ArmForks(arm(model, jdk, rate), List.of(forks));
  }
}
