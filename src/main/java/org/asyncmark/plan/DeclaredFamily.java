package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmGroups;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Loops;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.Question;
import org.asyncmark.pattern.Cpus;
import org.jspecify.annotations.Nullable;

/**
 * Contrasts of a plan that are judged together: those of one pattern and placement between JDKs or
 * between models, and those that answer the run's question. Each metric has a family of its own.
 * Contrasts over other keys, asked for afterwards, are families formed alike. The closed loop that
 * stands beside an open one is in none.
 *
 * @param cpus placement of the arms
 * @param key in which the arms of a contrast differ: {@code jdk} or {@code model}; or {@code
 *     question} for those that answer the run's question
 * @param metrics that are compared unless others are asked for
 * @param size number of contrasts, m of Holm's method
 */
public record DeclaredFamily(
    String pattern, String cpus, String key, List<String> metrics, int size) {
  /** What is compared unless something else is asked for. */
  static final List<String> METRICS = List.of("p50", "p99");

  /** The key of the contrasts that answer the question of a run. */
  public static final String QUESTION = "question";

  public DeclaredFamily {
    metrics = List.copyOf(metrics);
  }

  /**
   * Returns the families of a plan, those without a contrast left out.
   *
   * @param question null if there is none
   */
  static List<DeclaredFamily> of(Plan plan, @Nullable Question question) {
    Set<String> placebos =
        plan.jdks().stream()
            .filter(PlannedJdk::isPlacebo)
            .map(PlannedJdk::name)
            .collect(Collectors.toSet());
    List<Arm> arms =
        Loops.leading(
            plan.arms().stream()
                .map(PlannedArm::arm)
                .filter(arm -> !placebos.contains(arm.jdk()))
                .toList());
    List<DeclaredFamily> families = new ArrayList<>();
    for (ArmKey key : List.of(ArmKey.JDK, ArmKey.MODEL)) {
      families.addAll(of(key.name(), contrasts(key, arms)));
    }
    if (question != null) {
      List<Arm> absent = Loops.leading(plan.absent().stream().map(AbsentArm::arm).toList());
      families.addAll(of(QUESTION, Migration.contrasts(arms, absent, question)));
    }
    return families;
  }

  /** Returns the contrasts over a key, each by its base. */
  private static List<Arm> contrasts(ArmKey key, List<Arm> arms) {
    List<Arm> bases = new ArrayList<>();
    for (List<Arm> group : ArmGroups.over(key, arms)) {
      bases.addAll(Collections.nCopies(group.size() - 1, group.get(0)));
    }
    return bases;
  }

  private static List<DeclaredFamily> of(String key, List<Arm> bases) {
    Map<List<String>, Integer> sizes = new LinkedHashMap<>();
    bases.forEach(
        base ->
            sizes.merge(List.of(base.pattern(), Cpus.of(base.params()).text()), 1, Integer::sum));
    return sizes.entrySet().stream()
        .map(
            each -> {
              List<String> where = each.getKey();
              return new DeclaredFamily(where.get(0), where.get(1), key, METRICS, each.getValue());
            })
        .toList();
  }
}
