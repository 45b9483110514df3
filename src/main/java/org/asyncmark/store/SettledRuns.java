package org.asyncmark.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.BetweenRuns;
import org.asyncmark.analyse.RunRecord;

/**
 * Two runs whose arms have only those circumstances among their settings that tell arms of one run
 * apart. So two files with other arguments of the JVM pair, and two heaps in one file stay two.
 *
 * @param notes circumstances in which arms differ that are the same now, in whole sentences
 */
public record SettledRuns(RunRecord base, RunRecord other, List<String> notes) {
  public SettledRuns {
    notes = List.copyOf(notes);
  }

  /** Settles two runs. */
  public static SettledRuns of(RunRecord base, RunRecord other) {
    // two runs of one JDK each are compared whatever that is
    Telling telling = new Telling(BetweenRuns.anyJdk(base, other), new LinkedHashMap<>());
    telling.add(base);
    telling.add(other);
    return new SettledRuns(
        telling.settled(base),
        telling.settled(other),
        Circumstances.notes(telling.arms(base), telling.arms(other)));
  }

  /**
   * The circumstances in which arms of one run differ that are the same otherwise.
   *
   * @param anyJdk tells of an arm whether its JDK is no part of what it is
   * @param names of the circumstances, by the arm without any
   */
  private record Telling(Predicate<Arm> anyJdk, Map<Arm, Set<String>> names) {
    void add(RunRecord run) {
      Map<Arm, Arm> first = new LinkedHashMap<>();
      for (ArmForks each : run.arms()) {
        Arm bare = key(each.arm(), Set.of());
        Arm before = first.putIfAbsent(bare, each.arm());
        Set<String> known = names.computeIfAbsent(bare, arm -> new TreeSet<>());
        if (before != null) {
          known.addAll(Circumstances.differing(before, each.arm()));
        }
      }
    }

    RunRecord settled(RunRecord run) {
      return run.with(run.arms().stream().map(this::settled).toList());
    }

    private ArmForks settled(ArmForks each) {
      Arm arm = with(each.arm(), names(each.arm()));
      return new ArmForks(arm, each.forks(), each.pooled(), each.failed(), each.hung());
    }

    /** Returns the arms of a run as they are, by what they are once they are settled. */
    Map<Arm, Arm> arms(RunRecord run) {
      Map<Arm, Arm> arms = new LinkedHashMap<>();
      run.arms().forEach(each -> arms.put(key(each.arm(), names(each.arm())), each.arm()));
      return arms;
    }

    private Set<String> names(Arm arm) {
      return names.getOrDefault(key(arm, Set.of()), Set.of());
    }

    private Arm key(Arm arm, Set<String> kept) {
      Arm with = with(arm, kept);
      String jdk = anyJdk.test(arm) ? "" : arm.jdk();
      return with.on(jdk);
    }

    private static Arm with(Arm arm, Set<String> kept) {
      Map<String, String> settings = new TreeMap<>(arm.settings());
      settings.keySet().removeIf(name -> Circumstances.ALL.contains(name) && !kept.contains(name));
      return new Arm(arm.pattern(), arm.model(), arm.jdk(), arm.params(), arm.own(), settings);
    }
  }
}
