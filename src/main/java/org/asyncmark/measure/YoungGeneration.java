package org.asyncmark.measure;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * Where new objects are made. The first time through it every page of it is a fault, which the
 * kernel and a hypervisor fill with zeros: an op that allocates is slower until then, for a second
 * or for minutes, by how much it allocates. In a service that time has long passed.
 */
final class YoungGeneration {
  private static final int CHUNK_BYTES = 64 << 10;

  /** More than the 60 % that G1's young generation grows to; some collectors never collect. */
  private static final double MOST_OF_HEAP = 0.65;

  /** Keeps the compiler from leaving the garbage out. */
  private static final byte[][] LAST = new byte[1][];

  private YoungGeneration() {}

  /**
   * Makes garbage until it is collected for the first time, or 65 % of the heap was gone through.
   */
  static void fill() {
    long before = collections();
    long chunks = (long) (MOST_OF_HEAP * Runtime.getRuntime().maxMemory()) / CHUNK_BYTES;
    for (long chunk = 0; chunk < chunks && collections() == before; chunk++) {
      LAST[0] = new byte[CHUNK_BYTES];
    }
    LAST[0] = new byte[0];
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
