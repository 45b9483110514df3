package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmGroups;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.pattern.Cpus;

/**
 * Contrasts of a plan that are judged together: those of one pattern and placement between JDKs or
 * between models. Each metric has a family of its own. Contrasts over other keys, asked for
 * afterwards, are families formed alike.
 *
 * @param cpus placement of the arms
 * @param key in which the arms of a contrast differ: {@code jdk} or {@code model}
 * @param metrics that are compared unless others are asked for
 * @param size number of contrasts, m of Holm's method
 */
public record DeclaredFamily(
    String pattern, String cpus, String key, List<String> metrics, int size) {
  /** What is compared unless something else is asked for. */
  static final List<String> METRICS = List.of("p50", "p99");

  public DeclaredFamily {
    metrics = List.copyOf(metrics);
  }

  /** Returns the families of a plan, those without a contrast left out. */
  static List<DeclaredFamily> of(Plan plan) {
    Set<String> placebos =
        plan.jdks().stream()
            .filter(PlannedJdk::isPlacebo)
            .map(PlannedJdk::name)
            .collect(Collectors.toSet());
    List<Arm> arms =
        plan.arms().stream()
            .map(PlannedArm::arm)
            .filter(arm -> !placebos.contains(arm.jdk()))
            .toList();
    List<DeclaredFamily> families = new ArrayList<>();
    for (ArmKey key : List.of(ArmKey.JDK, ArmKey.MODEL)) {
      Map<List<String>, Integer> sizes = new LinkedHashMap<>();
      for (List<Arm> group : ArmGroups.over(key, arms)) {
        Arm base = group.get(0); // with which the others are compared
        sizes.merge(
            List.of(base.pattern(), Cpus.of(base.params()).text()), group.size() - 1, Integer::sum);
      }
      sizes.forEach(
          (where, size) -> {
            if (size > 0) {
              families.add(
                  new DeclaredFamily(where.get(0), where.get(1), key.name(), METRICS, size));
            }
          });
    }
    return families;
  }
}
