package org.asyncmark.cli;

import java.util.List;
import java.util.Optional;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;

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
    if (plan.jmhOptions().stream().noneMatch(word -> word.matches("--?jvmArgs.*"))) {
      return;
    }
    for (Jdk jdk : jdks) {
      Optional<PlannedArm> any =
          plan.arms().stream().filter(each -> each.arm().jdk().equals(jdk.name())).findFirst();
      if (any.isPresent()) {
        Optional<String> refusal = locator.refusal(jdk, plan.jvmFlags(any.get().arm()));
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
