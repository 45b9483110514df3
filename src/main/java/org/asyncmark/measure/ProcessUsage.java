package org.asyncmark.measure;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Optional;

/**
 * What the kernel has counted of this process since it started, over all its threads, those that
 * have ended included: {@code getrusage} of POSIX, which the JDK does not offer. Reading the
 * threads' own files instead would lose what ended threads did.
 *
 * @param cpuMicros processor time, user and system
 * @param voluntarySwitches how often a thread gave its processor up, to wait
 * @param involuntarySwitches how often the kernel took it away
 */
record ProcessUsage(long cpuMicros, long voluntarySwitches, long involuntarySwitches) {
  private static final int SELF = 0;

  // struct rusage where a long has 8 bytes: two times of seconds and microseconds, then 14 longs,
  // of which the last two are ru_nvcsw and ru_nivcsw. On macOS microseconds have 4 bytes and 4 more
  // to fill up; both are little-endian, and the buffer is cleared.
  private static final int BYTES = 144;
  private static final int VOLUNTARY_AT = 128;
  private static final int INVOLUNTARY_AT = 136;

  /** Reads the counts of this moment; empty where the platform has none. From any thread. */
  static Optional<ProcessUsage> sample() {
    try {
      if (Native.LONG_SIZE != Long.BYTES || !(Platform.isLinux() || Platform.isMac())) {
        return Optional.empty();
      }
      try (Memory usage = new Memory(BYTES)) {
        usage.clear();
        Function getrusage = Function.getFunction(Platform.C_LIBRARY_NAME, "getrusage");
        if (getrusage.invokeInt(new Object[] {SELF, usage}) != 0) {
          return Optional.empty();
        }
        return Optional.of(
            new ProcessUsage(
                1_000_000 * (usage.getLong(0) + usage.getLong(16))
                    + usage.getInt(8)
                    + usage.getInt(24),
                usage.getLong(VOLUNTARY_AT),
                usage.getLong(INVOLUNTARY_AT)));
      }
    } catch (LinkageError e) {
      // JNA unpacks its library to a temporary folder, which may be read-only or not executable
      return Optional.empty();
    }
  }

  ProcessUsage since(ProcessUsage earlier) {
    return new ProcessUsage(
        cpuMicros - earlier.cpuMicros,
        voluntarySwitches - earlier.voluntarySwitches,
        involuntarySwitches - earlier.involuntarySwitches);
  }
}
