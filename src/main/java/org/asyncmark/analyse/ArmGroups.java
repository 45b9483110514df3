package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arms that are compared over a key: all that are alike but for it. What is a model's own affair
 * may differ where models are compared, but if the base was measured with several values of it,
 * such as two sizes of its pool, each is the base of a group of its own: two sizes of another model
 * are not both held against the first one of the base. Mechanisms are, for the first is the
 * idiomatic one. Where mechanisms are compared, the same holds for the size of the pool that one of
 * them has and another has not.
 *
 * <p>Where models are compared, asyncio stands in the group of every JDK, since none runs it: in no
 * group of its own. Where JDKs are, it is held against asyncio on other Pythons alone.
 */
public final class ArmGroups {
  private ArmGroups() {}

  /**
   * Returns the groups, in the order of their first arms. Models stand in their order; the rest
   * stands as it came. An arm may be in several groups, a pair of a first and another arm is in
   * one.
   */
  public static List<List<Arm>> over(ArmKey column, Collection<Arm> arms) {
    boolean models = column.equals(ArmKey.MODEL);
    Map<Map<ArmKey, String>, List<Arm>> alike = new LinkedHashMap<>();
    for (Arm arm : arms) {
      if (column.in(arm).isPresent() && !(models && arm.ofPython())) {
        alike.computeIfAbsent(ArmKey.without(arm, column), key -> new ArrayList<>()).add(arm);
      }
    }
    if (!models && !column.equals(ArmKey.MECHANISM)) {
      alike.values().removeIf(group -> column.equals(ArmKey.JDK) && isOnePython(group));
      return List.copyOf(alike.values());
    }
    if (models) {
      arms.stream().filter(Arm::ofPython).forEach(arm -> join(arm, alike));
    }
    List<List<Arm>> groups = new ArrayList<>();
    for (List<Arm> group : alike.values()) {
      group.sort(Comparator.comparingInt(arm -> place(arm.model())));
      groups.addAll(split(group));
    }
    return groups;
  }

  private static boolean isOnePython(List<Arm> group) {
    return group.size() == 1 && group.get(0).ofPython();
  }

  /** Puts an arm that no JDK runs into the groups of those that are alike in all else. */
  private static void join(Arm arm, Map<Map<ArmKey, String>, List<Arm>> groups) {
    groups.forEach(
        (key, group) -> {
          Arm there = arm.on(group.get(0).jdk());
          if (ArmKey.without(there, ArmKey.MODEL).equals(key)) {
            group.add(arm);
          }
        });
  }

  private static List<List<Arm>> split(List<Arm> group) {
    Arm base = group.get(0);
    for (String name : base.own().keySet()) {
      Set<Value> values = new LinkedHashSet<>();
      group.stream()
          .filter(arm -> arm.model().equals(base.model()) && alike(arm, base, ArmKey.MECHANISM))
          .forEach(arm -> values.add(arm.own().get(name)));
      if (values.size() > 1 && !name.equals(ArmKey.MECHANISM.name())) {
        return values.stream()
            .map(value -> group.stream().filter(arm -> goesWith(arm, name, value, values)).toList())
            .flatMap(part -> split(part).stream())
            .toList();
      }
    }
    return List.of(group);
  }

  /** Tells whether an arm has a value, or none of those that the base has. */
  private static boolean goesWith(Arm arm, String name, Value value, Set<Value> values) {
    Value own = arm.own().get(name);
    return own == null || own.equals(value) || !values.contains(own);
  }

  private static boolean alike(Arm some, Arm other, ArmKey key) {
    return key.in(some).equals(key.in(other));
  }

  private static int place(String model) {
    int place = Arm.MODELS.indexOf(model);
    return place < 0 ? Arm.MODELS.size() : place;
  }
}
