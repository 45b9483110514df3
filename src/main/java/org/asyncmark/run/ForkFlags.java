package org.asyncmark.run;

import java.util.List;

/**
 * The flags of every fork, the same on every JDK, so that no default that a release changed passes
 * for a difference between releases.
 */
final class ForkFlags {
  /** JMH's word for leaving it to the compiler to keep results, which all JDKs from 17 on can. */
  static final String BLACKHOLE_MODE = "COMPILER";

  private static final String BLACKHOLE_PROPERTY = "jmh.blackhole.mode";

  private ForkFlags() {}

  /** Makes JMH take that mode for all forks of this JVM, in place of finding one itself. */
  static void setBlackholeMode() {
    System.setProperty(BLACKHOLE_PROPERTY, BLACKHOLE_MODE);
  }

  static List<String> all() {
    return List.of(
        // One collector and one heap: JDKs pick both by the size of the machine.
        "-Xms1g",
        "-Xmx1g",
        "-XX:+UseSerialGC",
        // JDK 17 and 21 stop all threads once a second by default, JDK 25 does not.
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:GuaranteedSafepointInterval=0");
  }
}
