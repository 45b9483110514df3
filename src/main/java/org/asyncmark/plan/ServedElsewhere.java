package org.asyncmark.plan;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.asyncmark.analyse.Arm;
import org.asyncmark.pattern.Serving;

/** Makes the plan of a run whose http leaves ask a server that is not the suite's. */
final class ServedElsewhere {
  private ServedElsewhere() {}

  /**
   * Returns a plan without the arms for which no other server will do, and with a server that
   * nobody binds to CPUs.
   *
   * @throws IllegalArgumentException if no arm of http leaves is left
   */
  static Plan of(Plan plan, String url) {
    List<PlannedArm> arms = new ArrayList<>();
    List<AbsentArm> absent = new ArrayList<>(plan.absent());
    Set<String> reasons = new LinkedHashSet<>();
    boolean asked = false;
    for (PlannedArm planned : plan.arms()) {
      Arm arm = planned.arm();
      Serving serving = Serving.of(arm);
      String reason = serving.absenceElsewhere();
      if (reason == null) {
        arms.add(planned);
        asked |= serving.overHttp();
      } else {
        reasons.add(reason);
        if (plan.jdks().stream()
            .noneMatch(jdk -> jdk.isPlacebo() && jdk.name().equals(arm.jdk()))) {
          absent.add(new AbsentArm(arm, reason));
        }
      }
    }
    if (!asked) {
      throw new IllegalArgumentException(
          "want arms with http leaves for "
              + url
              + ", found none"
              + (reasons.isEmpty() ? "" : ": " + reasons.stream().collect(joining(", ")))
              + "; choose some, for example with --pattern gather --param leaf=http, or leave the"
              + " server out");
    }
    return new Plan(
        plan.formatVersion(),
        plan.runId(),
        plan.startedUtc(),
        plan.source(),
        plan.preset(),
        plan.rounds(),
        plan.byPattern(),
        plan.seed(),
        plan.fork(),
        plan.jvmFlags(),
        plan.blackholeMode(),
        url,
        plan.jmhOptions(),
        plan.jdks(),
        plan.placements().stream().map(Placement::withoutBackend).toList(),
        plan.params(),
        arms,
        absent,
        null,
        plan.slo(),
        plan.cells());
  }
}
