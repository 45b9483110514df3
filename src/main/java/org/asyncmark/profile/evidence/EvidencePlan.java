package org.asyncmark.profile.evidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arm;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.profile.Instrument;

/**
 * The forks that count what the arms of a profile job do, and those that tell what the instruments
 * cost.
 *
 * @param plan of the forks
 * @param costArm the arm whose instruments are measured, without one; nothing if that is not asked
 *     for
 * @param noSystemCalls why system calls are not counted; empty if they are
 */
public record EvidencePlan(Plan plan, Optional<Arm> costArm, String noSystemCalls) {
  /** Fewer give no interval. */
  private static final int COST_ROUNDS = 6;

  /** Short, since they count: warm within 1.5 s or not, then 1.2 s. */
  private static final ForkSettings FORK = new ForkSettings(1_500, 1, 200, 3, 400, 0, 0);

  /**
   * Makes the plan.
   *
   * @param profiled whose arms are counted: those of JVMs on its first placement, of which there is
   *     one at least
   * @param cost whether the instruments are measured, too: on the arm of virtual threads, or of the
   *     first model if there is none, on the newest JDK
   * @param features feature release by name of JDK
   * @param noSystemCalls why system calls cannot be counted; empty if they can
   */
  public static EvidencePlan of(
      Plan profiled, boolean cost, Map<String, Integer> features, String noSystemCalls) {
    List<Arm> counted = onFirstPlacement(profiled);
    Instrument counters = noSystemCalls.isEmpty() ? Instrument.SYSTEM_CALLS : Instrument.NONE;
    List<PlannedArm> arms = new ArrayList<>();
    for (Arm arm : counted) {
      arms.add(new PlannedArm(Instrument.JFR.on(arm), 1));
      arms.add(new PlannedArm(counters.on(arm), 1));
    }
    Optional<Arm> telling = cost ? telling(counted, features) : Optional.empty();
    telling.ifPresent(
        arm -> {
          List<Arm> compared =
              List.of(
                  arm, Instrument.JFR.on(arm), Instrument.AGENT.on(arm), Instrument.CPU.on(arm));
          arms.removeIf(planned -> compared.contains(planned.arm()));
          compared.forEach(each -> arms.add(new PlannedArm(each, COST_ROUNDS)));
        });
    return new EvidencePlan(profiled.part("evidence", FORK, arms), telling, noSystemCalls);
  }

  /** Returns this plan without the arms of an instrument that does not work here. */
  public EvidencePlan without(Instrument instrument) {
    List<PlannedArm> others =
        plan.arms().stream().filter(planned -> Instrument.of(planned.arm()) != instrument).toList();
    return new EvidencePlan(plan.part(plan.runId(), plan.fork(), others), costArm, noSystemCalls);
  }

  private static List<Arm> onFirstPlacement(Plan profiled) {
    List<Arm> arms = ofJvms(profiled);
    String first = Cpus.of(arms.get(0).params()).text();
    return arms.stream().filter(arm -> Cpus.of(arm.params()).text().equals(first)).toList();
  }

  /** Returns the arms of a plan of which something can be counted: the instruments are JVMs'. */
  public static List<Arm> ofJvms(Plan plan) {
    return plan.arms().stream().map(PlannedArm::arm).filter(arm -> !arm.ofPython()).toList();
  }

  private static Optional<Arm> telling(List<Arm> arms, Map<String, Integer> features) {
    Comparator<Arm> byModel =
        Comparator.comparing(arm -> arm.model().equals(Model.VIRTUAL.id()) ? 0 : 1);
    return arms.stream().min(byModel.thenComparing(arm -> -features.getOrDefault(arm.jdk(), 0)));
  }
}
