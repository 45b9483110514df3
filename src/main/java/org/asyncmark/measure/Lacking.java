package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.List;

/** What this platform does not tell or cannot do, and what is n/a for that. */
public final class Lacking {
  private Lacking() {}

  /** Returns what is lacking on this machine, a few words each; nothing on a usual Linux. */
  public static List<String> onThisMachine() {
    return of(
        CpuBinding.isPossible(),
        ProcessSignal.isPossible(),
        ProcessUsage.sample().isPresent(),
        CpuTimes.sample().stealJiffies() != null);
  }

  static List<String> of(boolean binding, boolean signals, boolean usage, boolean times) {
    List<String> lacking = new ArrayList<>();
    if (!binding) {
      lacking.add("forks on CPUs of their own are n/a (no taskset, or no /proc)");
    }
    if (!signals) {
      lacking.add("forks wait at gates between turns and do not stand still (no signals)");
    }
    if (!usage) {
      lacking.add("processor time and context switches of an op are n/a (no getrusage)");
    }
    if (!times) {
      lacking.add("steal is n/a (no /proc/stat)");
    }
    return lacking;
  }
}
