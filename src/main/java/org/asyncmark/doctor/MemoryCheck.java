package org.asyncmark.doctor;

import java.util.Collections;
import java.util.Locale;
import org.asyncmark.measure.Evenness;

/** What it means for a run how evenly a machine reads its memory. */
final class MemoryCheck {
  private static final double UNEVEN = 1.5;

  /** Reads are disturbed on their own if they spread by so much more than arithmetic. */
  private static final double MORE_THAN_COMPUTING = 1.2;

  private MemoryCheck() {}

  static DoctorFinding check(Evenness evenness) {
    double reads = evenness.readSpread();
    double computing = evenness.computeSpread();
    String found =
        String.format(
            Locale.ROOT,
            "random reads over %d MiB took %.1f to %.1f ns, the slowest %.2f times the fastest;"
                + " arithmetic %.2f times",
            Evenness.MEBIBYTES,
            Collections.min(evenness.readNanos()),
            Collections.max(evenness.readNanos()),
            reads,
            computing);
    if (reads < UNEVEN) {
      return DoctorFinding.ok("memory", found);
    }
    if (reads < MORE_THAN_COMPUTING * computing) {
      return DoctorFinding.warn(
          "memory",
          found
              + ": something takes the CPU from time to time; see load and steal, and wait for its"
              + " end");
    }
    return DoctorFinding.warn(
        "memory",
        found
            + ": other guests of the host, or other programs, disturb caches and memory, which is no"
            + " steal; cells that call the server spread by as much. Use another host or another"
            + " time");
  }
}
