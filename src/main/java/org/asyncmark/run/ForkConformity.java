package org.asyncmark.run;

import java.util.List;
import org.asyncmark.analyse.Arm;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.measure.RunningJvm;
import org.asyncmark.plan.Plan;

/** Whether the JVM of a fork was as planned, for whoever looks at a run afterwards. */
public final class ForkConformity {
  private static final String PORT = "-D" + BackendLease.PORT_PROPERTY + "=";

  private ForkConformity() {}

  /** Returns how a JVM differed from the plan, one difference in words each. */
  public static List<String> differences(Plan plan, Arm arm, RunningJvm found) {
    int port =
        found.arguments().stream()
            .filter(argument -> argument.matches(PORT + "\\d{1,5}"))
            .mapToInt(argument -> Integer.parseInt(argument.substring(PORT.length())))
            .findFirst()
            .orElse(0);
    return PlannedJvm.of(plan, arm, ForkInstruments.Attached.NOTHING, port).differences(found);
  }
}
