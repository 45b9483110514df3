package org.asyncmark.profile.evidence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.ForkSettings;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Room;
import org.asyncmark.plan.Wanted;
import org.asyncmark.profile.Instrument;

/**
 * The forks that tell the mechanisms of a pattern apart: each cell scored without an instrument,
 * and once with each instrument that counts.
 *
 * @param plan of the forks
 * @param arms those without an instrument, by check
 */
public record ExplainPlan(Plan plan, Map<MechanismCheck, List<Arm>> arms) {
  private static final int ROUNDS = 6;

  /** Two processors show every one of the mechanisms, and most machines have them. */
  private static final Cpus CPUS = new Cpus("2");

  /** Long enough for 20 ops of 100 ms, which a median wants, and eight turns. */
  private static final ForkSettings FORK = new ForkSettings(3_000, 2, 150, 8, 250, 0, 0);

  /**
   * Makes the plan.
   *
   * @param pattern id of a pattern
   * @param jdks that are measured, as far as they can
   * @param systemCalls whether they can be counted
   * @param room for the forks of a block: those without an instrument take turns
   * @throws IllegalArgumentException if the pattern has no checks, or no JDK can run one; the
   *     message says what to do
   */
  public static ExplainPlan of(
      String pattern, List<Jdk> jdks, boolean systemCalls, Room room, Wanted.Heading heading) {
    Map<MechanismCheck, List<Arm>> arms = new LinkedHashMap<>();
    List<PlannedArm> scored = new ArrayList<>();
    List<PlannedArm> counted = new ArrayList<>();
    List<Plan> plans = new ArrayList<>();
    for (MechanismCheck check : MechanismCheck.of(pattern)) {
      if (jdks.stream().noneMatch(jdk -> check.model().availableOn(jdk.feature()))) {
        continue;
      }
      Plan bare = wanted(check, jdks).plan(heading);
      plans.add(bare);
      arms.put(check, bare.arms().stream().map(PlannedArm::arm).toList());
      for (PlannedArm planned : bare.arms()) {
        scored.add(planned.inRounds(ROUNDS));
        counted.add(new PlannedArm(Instrument.JFR.on(planned.arm()), 1));
        if (systemCalls) {
          counted.add(new PlannedArm(Instrument.SYSTEM_CALLS.on(planned.arm()), 1));
        }
      }
    }
    if (plans.isEmpty()) {
      throw new IllegalArgumentException(
          "--explain " + pattern + " wants JDK 21 or newer; add one with --jdk or --jdk-home");
    }
    Plan first = plans.get(0);
    Plan all = first.part(heading.runId(), FORK, scored, counted, each -> room.fits(first, each));
    return new ExplainPlan(all, arms);
  }

  private static Wanted wanted(MechanismCheck check, List<Jdk> jdks) {
    Pattern pattern = Patterns.of(check.pattern());
    SortedMap<String, List<Value>> params = pattern.values(check.cell());
    if (!check.words().isEmpty()) {
      params.put(check.param(), check.words().stream().map(Value::of).toList());
    }
    return new Wanted(
        List.of(pattern),
        List.of(check.model()),
        jdks,
        Preset.QUICK,
        ROUNDS,
        params,
        List.of(CPUS),
        Placebo.NONE);
  }
}
