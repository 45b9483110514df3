package org.asyncmark.cli;

import java.util.List;
import java.util.Optional;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.plan.JmhOptions;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedJdk;

/** Flags of the user's own for all JVMs, tried before the first fork is. */
final class TriedFlags {
  private TriedFlags() {}

  /**
   * Starts each JDK of a plan once with the flags of its forks, if there are any of {@code --
   * -jvmArgsAppend} and the like among them.
   *
   * @throws IllegalArgumentException if a JDK does not start with them; the message has its words
   */
  static void require(Plan plan, List<Jdk> jdks, JdkLocator locator) throws InterruptedException {
    if (JmhOptions.of(plan.jmhOptions()).jvmFlags().isEmpty()) {
      return;
    }
    for (Jdk jdk : jdks) {
      for (PlannedJdk planned : plan.jdks()) {
        Optional<String> refusal =
            planned.name().equals(jdk.name())
                ? locator.refusal(jdk, plan.jvmFlags(planned))
                : Optional.empty();
        if (refusal.isPresent()) {
          throw new IllegalArgumentException(
              "JDK "
                  + jdk.name()
                  + " does not start with the flags of -- "
                  + String.join(" ", plan.jmhOptions())
                  + ": "
                  + refusal.get());
        }
      }
    }
  }
}
