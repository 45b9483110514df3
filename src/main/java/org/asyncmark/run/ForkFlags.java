package org.asyncmark.run;

import java.util.List;

/**
 * The flags of every fork, the same on every JDK, so that no default that a release changed passes
 * for a difference between releases.
 */
final class ForkFlags {
  private ForkFlags() {}

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
