package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Jury.Contestants;
import org.jspecify.annotations.Nullable;

/**
 * How many times as fast as asyncio the best Java arm of a JDK is in a cell, in p50: the ratio of
 * the two, paired by round, turned round.
 *
 * <p>The best arm is the one with the lowest estimate, of all models and mechanisms of the JDK. To
 * choose by the numbers that are told then favours what is chosen. The estimate is too good by
 * nothing if one arm is clearly ahead. Where all are equally fast it is by as much as the best of
 * so many draws is above their mean: of four by 0.7 standard errors, since the forks of asyncio are
 * in all four contrasts. The interval allows for the choice: it has the level {@code 1 - alpha / k}
 * where one of k arms is chosen (Bonferroni), so that at {@code 1 - alpha} those of all k hold at
 * once, and with them that of whichever was chosen. It is about that arm: another one may in truth
 * be as fast, or faster. Verdicts need nothing more: Holm's method judges the contrasts of all arms
 * with asyncio together, not those of the best alone.
 *
 * @param cell name of the row, for example {@code gather http fanOut=100}
 * @param asyncio what the other is held against
 * @param jdk name of the JDK
 * @param best model of the best arm, with its way where the JDK has several arms of that model
 * @param contrast of the best arm against asyncio; of any if none has a ratio
 * @param interval of the logarithm of that ratio, null without an estimate. Its level is how often
 *     such intervals hold the ratio of whichever arm was chosen, at least: less than 95 % where the
 *     rounds are too few for that
 */
public record JavaLead(
    String cell,
    Arm asyncio,
    String jdk,
    String best,
    Contrast contrast,
    @Nullable Interval interval) {
  /** An arm held against asyncio. */
  private record Held(Contestants arms, Contrast contrast) {
    Arm asyncio() {
      return arms.base().arm();
    }

    Arm java() {
      return arms.other().arm();
    }

    double change() {
      return Optional.ofNullable(contrast.percent()).orElse(Double.POSITIVE_INFINITY);
    }
  }

  /** A JDK in a cell of asyncio. */
  private record Place(Arm asyncio, String jdk) {}

  /**
   * Returns the leads of a run, asyncio by asyncio and JDK by JDK; none of what was not measured.
   * The contrasts of all Java arms with asyncio in one pattern and placement are a family.
   *
   * @throws IllegalArgumentException if nothing has latencies of whole ops
   */
  public static List<JavaLead> of(RunRecord run) {
    Measure measure = Measure.of("p50", run);
    List<Held> all = held(run, measure);
    List<ArmKey> keys =
        new ArrayList<>(ArmKeys.telling(all.stream().map(Held::asyncio).toList(), ArmKey.MODEL));
    keys.remove(ArmKey.JDK);
    Map<Place, List<Held>> places =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    each -> new Place(each.asyncio(), each.java().jdk()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<JavaLead> leads = new ArrayList<>();
    places.forEach(
        (place, among) -> {
          Held best = among.stream().min(Comparator.comparingDouble(Held::change)).orElseThrow();
          leads.add(
              new JavaLead(
                  ArmKeys.label(place.asyncio(), keys),
                  place.asyncio(),
                  place.jdk(),
                  called(best.java(), among),
                  best.contrast(),
                  interval(run, measure, best, among.size())));
        });
    return leads;
  }

  /** Returns each measured Java arm against each arm of asyncio that does the same. */
  private static List<Held> held(RunRecord run, Measure measure) {
    List<ArmForks> measured = run.arms().stream().filter(arm -> !arm.forks().isEmpty()).toList();
    Map<List<String>, List<Contestants>> families =
        measured.stream()
            .filter(forks -> forks.arm().ofPython())
            .flatMap(
                asyncio ->
                    measured.stream()
                        .filter(java -> !java.arm().ofPython())
                        .filter(java -> Row.of(java.arm()).equals(Row.of(asyncio.arm())))
                        .map(java -> new Contestants(asyncio, java)))
            .collect(
                Collectors.groupingBy(
                    each -> {
                      Arm arm = each.base().arm();
                      return List.of(arm.pattern(), Floors.place(arm, ArmKey.MODEL));
                    },
                    LinkedHashMap::new,
                    Collectors.toList()));
    Jury jury = new Jury(run, run.criteria().delta());
    List<Held> held = new ArrayList<>();
    families.forEach(
        (key, contests) -> {
          String id = String.join(" ", key).strip() + ", asyncio, " + measure.word();
          List<Contrast> contrasts = jury.judge(measure, id, key.get(1), contests);
          for (int i = 0; i < contests.size(); i++) {
            held.add(new Held(contests.get(i), contrasts.get(i)));
          }
        });
    return held;
  }

  private static String called(Arm best, List<Held> among) {
    long same = among.stream().filter(each -> each.java().model().equals(best.model())).count();
    return same == 1 ? best.model() : best.model() + ArmKeys.way(best);
  }

  private static @Nullable Interval interval(RunRecord run, Measure measure, Held best, int among) {
    if (best.contrast().estimate() == null) {
      return null;
    }
    double[] differences = measure.pairs(best.arms().base(), best.arms().other()).values();
    double alpha = run.criteria().alpha();
    // none is wider than from the least to the greatest difference, as in Screening
    double widest = 1 - Math.scalb(1.0, 1 - differences.length);
    double wanted = 1 - alpha / among;
    Interval interval = new WalshAverages(differences).interval(Math.min(wanted, widest));
    double level = wanted <= widest ? 1 - alpha : 1 - among * (1 - widest);
    return new Interval(interval.lower(), interval.upper(), level);
  }

  /** Returns how many times as fast the best arm is, above 0; empty if that is not known. */
  public Optional<Double> times() {
    return Optional.ofNullable(contrast.percent()).map(percent -> 100 / (100 + percent));
  }
}
