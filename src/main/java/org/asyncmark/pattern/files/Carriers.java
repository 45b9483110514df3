package org.asyncmark.pattern.files;

/**
 * The platform threads that carry virtual ones. The scheduler keeps one that has nothing to do for
 * half a minute, so that those alive after an op are as many as ops have needed at once.
 */
final class Carriers {
  /** Its name is the same on every JDK from 21 on; their names as threads are not theirs alone. */
  private static final String TYPE = "jdk.internal.misc.CarrierThread";

  private Carriers() {}

  /** Returns how many are alive in this JVM; from any thread. */
  static int alive() {
    return (int)
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getClass().getName().equals(TYPE))
            .count();
  }
}
