package org.asyncmark.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.analyse.Count;
import org.asyncmark.measure.RunningJvm;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of a fork, from outside and within; {@code counters.json}.
 *
 * @param startedUtc ISO-8601 instant
 * @param wallMillis from starting the fork to having its result, JMH's question for its JVM's
 *     version included, without the time in which it stood still
 * @param stealPercent processor time that other virtual machines took meanwhile; null where it is
 *     not known
 * @param pressurePercent share of the fork's time in which some thread of the machine waited for a
 *     CPU, the fork's own included; null where it is not known
 * @param loadAverage runnable threads, mean of the minute before the fork; null where it is not
 *     known
 * @param loadAverageAfter the same, of the fork's last minute
 * @param clockJumpMillis by how much the wall clock went further than the monotonic one meanwhile:
 *     above 0 if the machine slept or its clock was set forward; null if not known
 * @param samples number of latencies by kind
 * @param counts what an op cost beside time, by name
 * @param turns the same turn by turn
 * @param jvm what the fork's JVM said of itself; null if it was not asked
 * @param kept what is kept of the fork's log once its run is packed; null before
 */
public record Counters(
    String startedUtc,
    long wallMillis,
    @Nullable Double stealPercent,
    @Nullable Double pressurePercent,
    @Nullable Double loadAverage,
    @Nullable Double loadAverageAfter,
    @Nullable Long clockJumpMillis,
    Map<String, Long> samples,
    Map<String, Count> counts,
    Map<String, List<Double>> turns,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunningJvm jvm,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable KeptLog kept) {
  public Counters {
    samples = new TreeMap<>(samples);
    counts = new TreeMap<>(counts);
    turns = turns == null ? Map.of() : new TreeMap<>(turns);
  }

  /** Returns the same with what is kept of the log, and what it says of each turn. */
  Counters keeping(Map<String, List<Double>> ofTurns, KeptLog log) {
    return new Counters(
        startedUtc,
        wallMillis,
        stealPercent,
        pressurePercent,
        loadAverage,
        loadAverageAfter,
        clockJumpMillis,
        samples,
        counts,
        ofTurns,
        jvm,
        log);
  }
}
