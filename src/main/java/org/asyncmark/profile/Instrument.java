package org.asyncmark.profile;

import java.util.Arrays;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;

/** What a fork carries beside the measurement, as a parameter of its arm. */
public enum Instrument {
  /** Nothing: an arm as it is. */
  NONE("", "bare"),
  /** A flight recording with {@link JfrProfiler}'s settings. */
  JFR("jfr", "flight recording"),
  /** Linux's perf stat counts system calls. */
  SYSTEM_CALLS("perf", "system calls counted"),
  /** async-profiler's library is loaded and does nothing. */
  AGENT("agent", "agent loaded, idle"),
  /** The engine of the CPU flame graphs samples. */
  CPU("cpu", "CPU samples");

  /** Name of the parameter. */
  public static final String PARAM = "instrument";

  private final String id;
  private final String label;

  Instrument(String id, String label) {
    this.id = id;
    this.label = label;
  }

  /** Returns the words for this instrument in tables. */
  public String label() {
    return label;
  }

  /** Returns an arm with this instrument. */
  public Arm on(Arm bare) {
    return this == NONE ? bare : bare.with(PARAM, Value.of(id));
  }

  /**
   * Returns the instrument of an arm.
   *
   * @throws IllegalArgumentException if it has an unknown one
   */
  public static Instrument of(Arm arm) {
    String id = arm.params().getOrDefault(PARAM, Value.of(NONE.id)).toString();
    return Arrays.stream(values())
        .filter(instrument -> instrument.id.equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown instrument '" + id + "'"));
  }
}
