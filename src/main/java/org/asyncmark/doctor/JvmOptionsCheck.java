package org.asyncmark.doctor;

import java.util.Map;
import org.asyncmark.jdk.JvmVariables;

/** What it means for a run that the environment had options for every JVM. */
final class JvmOptionsCheck {
  private JvmOptionsCheck() {}

  /**
   * Judges them.
   *
   * @param taken those that were taken out of the environment, by variable
   */
  static DoctorFinding check(Map<String, String> taken) {
    return taken.isEmpty()
        ? DoctorFinding.ok("JVM options", "none in the environment")
        : DoctorFinding.warn(
            "JVM options",
            JvmVariables.inWords(taken)
                + " in the environment would change every JVM: taken out of all that is started"
                + " here; options of forks stand behind --, see run --help");
  }
}
