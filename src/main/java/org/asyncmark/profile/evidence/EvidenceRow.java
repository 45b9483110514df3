package org.asyncmark.profile.evidence;

import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Count;
import org.asyncmark.model.Model;
import org.asyncmark.profile.Instrument;
import org.asyncmark.profile.JfrCounts;
import org.asyncmark.profile.JfrEvent;
import org.asyncmark.profile.SystemCallsProfiler;

/** What is counted of an op, which instrument counts it, and for whom that instrument is blind. */
public enum EvidenceRow {
  PINNED("virtual threads pinned", "/op", Instrument.JFR, JfrEvent.PINNED.count()),
  PINNED_TIME("  time pinned", "us/op", Instrument.JFR, JfrEvent.PINNED.time()),
  SUBMIT_FAILED(
      "virtual threads not submitted", "/op", Instrument.JFR, JfrEvent.SUBMIT_FAILED.count()),
  VIRTUAL_STARTS("virtual threads started", "/op", Instrument.JFR, JfrEvent.VIRTUAL_START.count()),
  THREAD_STARTS("platform threads started", "/op", Instrument.JFR, JfrEvent.THREAD_START.count()),
  PARKS("parks", "/op", Instrument.JFR, JfrEvent.PARK.count()),
  PARK_TIME("  time parked", "us/op", Instrument.JFR, JfrEvent.PARK.time()),
  MONITOR_ENTERS("waits for monitors", "/op", Instrument.JFR, JfrEvent.MONITOR_ENTER.count()),
  MONITOR_TIME("  time waited", "us/op", Instrument.JFR, JfrEvent.MONITOR_ENTER.time()),
  SLEEPS("sleeps", "/op", Instrument.JFR, JfrEvent.SLEEP.count()),
  SLEEP_TIME("  time slept", "us/op", Instrument.JFR, JfrEvent.SLEEP.time()),
  SOCKET_READS("socket reads", "/op", Instrument.JFR, JfrEvent.SOCKET_READ.count()),
  SOCKET_READ_TIME("  time reading", "us/op", Instrument.JFR, JfrEvent.SOCKET_READ.time()),
  SOCKET_WRITES("socket writes", "/op", Instrument.JFR, JfrEvent.SOCKET_WRITE.count()),
  FILE_READS("file reads", "/op", Instrument.JFR, JfrEvent.FILE_READ.count()),
  FILE_READ_TIME("  time reading files", "us/op", Instrument.JFR, JfrEvent.FILE_READ.time()),
  FILE_WRITES("file writes", "/op", Instrument.JFR, JfrEvent.FILE_WRITE.count()),
  FILE_WRITE_TIME("  time writing files", "us/op", Instrument.JFR, JfrEvent.FILE_WRITE.time()),
  GC_TIME("collector pauses", "us/op", Instrument.JFR, JfrEvent.GC_PAUSE.time()),
  SAFEPOINT_TIME("safepoints", "us/op", Instrument.JFR, JfrCounts.SAFEPOINT_TIME),
  THROTTLED_TIME("stopped by the control group", "us/op", Instrument.JFR, JfrCounts.THROTTLED_TIME),
  DEOPTIMIZATIONS("deoptimizations", "/op", Instrument.JFR, JfrEvent.DEOPTIMIZATION.count()),
  ALLOCATED("allocated", "B/op", Instrument.SYSTEM_CALLS, "gc.alloc.rate.norm"),
  CPU("processor time", "us/op", Instrument.SYSTEM_CALLS, "cpu"),
  CARRIERS("carriers alive after the last op", "#", Instrument.SYSTEM_CALLS, "carriers"),
  VOLUNTARY("voluntary switches", "/op", Instrument.SYSTEM_CALLS, "switches.voluntary"),
  INVOLUNTARY("involuntary switches", "/op", Instrument.SYSTEM_CALLS, "switches.involuntary"),
  SYSTEM_CALLS("system calls", "/op", Instrument.SYSTEM_CALLS, SystemCallsProfiler.SYSTEM_CALLS),
  LOOP_TURNS("loop: turns", "/op", Instrument.SYSTEM_CALLS, "loop.turns"),
  LOOP_SLEEPS("loop: sleeps", "/op", Instrument.SYSTEM_CALLS, "loop.sleeps"),
  LOOP_WAKE_UPS("loop: wake-ups", "/op", Instrument.SYSTEM_CALLS, "loop.wakeups"),
  LOOP_KEYS("loop: ready keys", "/op", Instrument.SYSTEM_CALLS, "loop.keys"),
  LOOP_CALLBACKS("loop: callbacks", "/turn", Instrument.SYSTEM_CALLS, "loop.callbacks");

  /** From here on a virtual thread that waits for a monitor leaves its carrier (JEP 491). */
  private static final int MONITORS_UNMOUNT = 24;

  private final String label;
  private final String unit;
  private final Instrument instrument;
  private final String count;

  EvidenceRow(String label, String unit, Instrument instrument, String count) {
    this.label = label;
    this.unit = unit;
    this.instrument = instrument;
    this.count = count;
  }

  /** Returns the words for this row, with its unit. */
  String label() {
    return label + ", " + unit;
  }

  /** Returns what counts it. */
  Instrument instrument() {
    return instrument;
  }

  /** Returns the name of the count. */
  String count() {
    return count;
  }

  /**
   * Returns who does not see this, or nothing. JFR records the parks of carriers and of other
   * platform threads, never those of virtual threads; and their waits for monitors only as long as
   * they keep the carrier meanwhile. Both seen with the settings of this project on 21 and 25.
   */
  Optional<String> invisible(Arm arm, int feature) {
    boolean parks = this == PARKS || this == PARK_TIME;
    boolean monitors = this == MONITOR_ENTERS || this == MONITOR_TIME;
    boolean blind = parks || (monitors && feature >= MONITORS_UNMOUNT);
    return blind && arm.model().equals(Model.VIRTUAL.id())
        ? Optional.of("not visible to JFR")
        : Optional.empty();
  }

  /** Returns why a fork that went well lacks this count. */
  String absence(String noSystemCalls) {
    return switch (this) {
      case PINNED, PINNED_TIME, SUBMIT_FAILED, VIRTUAL_STARTS -> Model.VIRTUAL.absence();
      case THROTTLED_TIME -> "JFR tells of no control group with a limit of processor time";
      case SYSTEM_CALLS -> noSystemCalls.isEmpty() ? "not counted" : noSystemCalls;
      case CARRIERS -> "counted by files, with virtual threads";
      case LOOP_TURNS, LOOP_SLEEPS, LOOP_WAKE_UPS, LOOP_KEYS, LOOP_CALLBACKS -> "no loop";
      case ALLOCATED ->
          "JMH counts it by ops, and there are requests, or this platform does not tell";
      default -> "not counted on this platform";
    };
  }

  /** Returns the number to be shown. */
  double value(Count found, Map<String, Count> all) {
    if (this != LOOP_CALLBACKS) {
      return found.value();
    }
    Count turns = all.get(LOOP_TURNS.count);
    return turns == null || turns.value() == 0 ? 0 : found.value() / turns.value();
  }
}
