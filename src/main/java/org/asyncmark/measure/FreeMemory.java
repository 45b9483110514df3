package org.asyncmark.measure;

import java.util.stream.Stream;
import oshi.SystemInfo;

/** The memory that processes can still have on this machine without others giving any up. */
public final class FreeMemory {
  private FreeMemory() {}

  /** Returns it in bytes; {@code Long.MAX_VALUE} if the platform does not tell. */
  public static long bytes() {
    return bytes(KernelFiles.ofThisMachine(), available());
  }

  /**
   * Returns the least of what the machine and the control groups leave.
   *
   * @param ofMachine in bytes
   */
  static long bytes(KernelFiles files, long ofMachine) {
    return Stream.concat(Stream.of(ofMachine), new CgroupLimits(files).freeBytes())
        .mapToLong(Long::longValue)
        .min()
        .orElse(ofMachine);
  }

  private static long available() {
    try {
      long bytes = new SystemInfo().getHardware().getMemory().getAvailable();
      return bytes > 0 ? bytes : Long.MAX_VALUE;
    } catch (LinkageError | RuntimeException e) {
      return Long.MAX_VALUE; // a fact that the platform does not have
    }
  }
}
