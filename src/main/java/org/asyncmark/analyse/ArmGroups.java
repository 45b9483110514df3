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
 * idiomatic one.
 */
public final class ArmGroups {
  private ArmGroups() {}

  /**
   * Returns the groups, in the order of their first arms. Models stand in their order; the rest
   * stands as it came. An arm may be in several groups, a pair of a first and another arm is in
   * one.
   */
  public static List<List<Arm>> over(ArmKey column, Collection<Arm> arms) {
    Map<Map<ArmKey, String>, List<Arm>> alike = new LinkedHashMap<>();
    for (Arm arm : arms) {
      if (column.in(arm).isPresent()) {
        alike.computeIfAbsent(ArmKey.without(arm, column), key -> new ArrayList<>()).add(arm);
      }
    }
    if (!column.equals(ArmKey.MODEL)) {
      return List.copyOf(alike.values());
    }
    List<List<Arm>> groups = new ArrayList<>();
    for (List<Arm> group : alike.values()) {
      group.sort(Comparator.comparingInt(arm -> place(arm.model())));
      groups.addAll(split(group));
    }
    return groups;
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
