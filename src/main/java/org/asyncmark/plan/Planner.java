package org.asyncmark.plan;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.asyncmark.analyse.Arm;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.Patterns;
import org.jspecify.annotations.Nullable;

/** Makes the arms of a plan from what was asked for. */
final class Planner {
  private static final int MOST_DIGITS = 18;

  private final Wanted wanted;

  /** Where the forks run, and in which share of the rounds. */
  private final Map<Placement, Double> placements = new LinkedHashMap<>();

  Planner(Wanted wanted, Function<Cpus, Placement> places) {
    this.wanted = wanted;
    Map<Cpus, Double> shares = new LinkedHashMap<>();
    if (wanted.cpus().isEmpty()) {
      shares.putAll(wanted.preset().cpus());
    }
    wanted.cpus().forEach(cpus -> shares.put(cpus, 1.0));
    shares.forEach((cpus, share) -> placements.put(places.apply(cpus), share));
  }

  /**
   * Returns the arms that can be measured and those that cannot.
   *
   * @throws IllegalArgumentException if a parameter or a value is unknown; the message names the
   *     choices
   */
  Arms arms() {
    checkParams();
    // a cell may be asked for alone and among all mechanisms
    Map<Arm, Integer> planned = new LinkedHashMap<>();
    Map<Arm, String> absent = new LinkedHashMap<>();
    for (Pattern pattern : wanted.patterns()) {
      for (Cell cell : cells(pattern)) {
        for (Jdk jdk : wanted.jdks()) {
          for (Model model : wanted.models()) {
            for (Map<String, String> params : waysOf(pattern, model, cell.params())) {
              Arm arm =
                  new Arm(pattern.id(), model.id(), jdk.name(), pattern.relevant(model, params));
              String reason = absence(pattern, model, jdk, params);
              String unplaced = cell.placement().absence();
              reason = unplaced == null ? reason : unplaced;
              if (reason == null) {
                planned.merge(arm, cell.rounds(), Math::max);
              } else {
                absent.put(arm, reason);
              }
            }
          }
        }
      }
    }
    if (planned.isEmpty()) {
      throw new IllegalArgumentException(nothing(List.copyOf(absent.values())));
    }
    List<PlannedArm> arms = new ArrayList<>();
    planned.forEach((arm, rounds) -> arms.add(new PlannedArm(arm, rounds)));
    List<AbsentArm> absences = new ArrayList<>();
    absent.forEach((arm, reason) -> absences.add(new AbsentArm(arm, reason)));
    List<PlannedJdk> jdks = new ArrayList<>(wanted.jdks().stream().map(PlannedJdk::of).toList());
    PlannedJdk baseline = jdks.get(0);
    List<PlannedArm> placebos = Placebos.of(wanted.placebo(), arms, baseline.name());
    if (!placebos.isEmpty()) {
      jdks.add(baseline.again());
      arms.addAll(placebos);
    }
    return new Arms(List.copyOf(placements.keySet()), jdks, arms, absences);
  }

  /** Returns why nothing can be measured, and what to do; a placement says that itself. */
  private String nothing(List<String> reasons) {
    String what = "nothing to measure: " + reasons.stream().distinct().collect(joining(", "));
    List<String> unplaced = placements.keySet().stream().map(Placement::absence).toList();
    if (unplaced.containsAll(reasons)) {
      return what;
    }
    boolean tooOld =
        wanted.models().stream()
            .filter(
                model -> wanted.jdks().stream().anyMatch(jdk -> !model.availableOn(jdk.feature())))
            .anyMatch(model -> reasons.contains(model.absence()));
    return tooOld
        ? what + "; add a newer JDK with --jdk or another model with --model"
        : what + "; choose another model with --model or other values with --param";
  }

  /** Returns the parameters of a cell for each of the mechanisms that were asked for. */
  private List<Map<String, String>> waysOf(
      Pattern pattern, Model model, Map<String, String> params) {
    List<String> mechanisms = pattern.mechanisms(model, params);
    String asked = params.get(Pattern.MECHANISM);
    if (asked == null && mechanisms.isEmpty()) {
      return List.of(params);
    }
    List<String> taken =
        asked == null
            ? List.of(mechanisms.get(0))
            : asked.equals(Pattern.ALL_MECHANISMS) ? mechanisms : List.of(asked);
    if (mechanisms.isEmpty()) {
      Map<String, String> without = new TreeMap<>(params);
      without.remove(Pattern.MECHANISM);
      return List.of(without);
    }
    return taken.stream()
        // a preset that shows one mechanism says nothing about models without it
        .filter(mechanism -> mechanisms.contains(mechanism) || askedFor(Pattern.MECHANISM))
        .map(
            mechanism -> {
              Map<String, String> with = new TreeMap<>(params);
              with.put(Pattern.MECHANISM, mechanism);
              return with;
            })
        .toList();
  }

  private boolean askedFor(String param) {
    return wanted.params().containsKey(param);
  }

  /** Returns why an arm cannot be measured, or null if it can. */
  private static @Nullable String absence(
      Pattern pattern, Model model, Jdk jdk, Map<String, String> params) {
    String mechanism = params.get(Pattern.MECHANISM);
    List<String> mechanisms = pattern.mechanisms(model, params);
    if (mechanism != null && !mechanisms.contains(mechanism)) {
      return "n/a (" + model.id() + " has " + String.join(", ", mechanisms) + ")";
    }
    String reason = pattern.absence(model, params);
    return reason != null || model.availableOn(jdk.feature()) ? reason : model.absence();
  }

  /** Returns each cell once, with the most rounds that a series gives it. */
  private List<Cell> cells(Pattern pattern) {
    List<Cell> cells = new ArrayList<>();
    placements.forEach(
        (placement, share) -> {
          Map<Map<String, String>, Integer> rounds = roundsOf(pattern, placement, share);
          rounds.forEach((params, most) -> cells.add(new Cell(placement, params, most)));
        });
    cells.sort(Comparator.comparing(Cell::words).thenComparing(Cell::numbers));
    return cells;
  }

  private Map<Map<String, String>, Integer> roundsOf(
      Pattern pattern, Placement placement, double shareOfPlacement) {
    Map<Map<String, String>, Integer> rounds = new LinkedHashMap<>();
    // who has everything measured twice wants to see what it says of everything
    boolean wholeSuite =
        wanted.patterns().equals(Patterns.all()) && wanted.placebo() != Placebo.ALL;
    boolean main = placement.equals(placements.keySet().iterator().next());
    for (Pattern.Series series : pattern.series(wanted.preset().sizing())) {
      double part = wholeSuite ? series.share() * shareOfPlacement : 1;
      int share = (int) Math.max(main ? 1 : 0, Math.round(wanted.rounds() * part));
      Map<String, List<String>> overrides = new TreeMap<>(wanted.params());
      overrides.keySet().retainAll(known(pattern).keySet());
      Set<String> asked = overrides.keySet();
      for (Map<String, String> overridden : combinations(overrides)) {
        Map<String, String> given = new TreeMap<>(series.given());
        given.putAll(overridden);
        given.put(Cpus.PARAM, placement.cpus());
        // a cell that was asked for in full is no neighbour of another one
        boolean askedInFull = asked.containsAll(series.given().keySet());
        int most = askedInFull ? wanted.rounds() : share;
        if (most > 0) {
          rounds.merge(pattern.complete(given), most, Math::max);
        }
      }
    }
    return rounds;
  }

  /**
   * Checks that each parameter is one of some pattern, and its values are ones of all that have it.
   */
  private void checkParams() {
    wanted
        .params()
        .forEach(
            (name, values) -> {
              List<PatternParam> all =
                  wanted.patterns().stream()
                      .map(pattern -> known(pattern).get(name))
                      .filter(Objects::nonNull)
                      .toList();
              if (all.isEmpty()) {
                throw new IllegalArgumentException(unknown(name));
              }
              all.forEach(param -> values.forEach(param::check));
            });
  }

  private String unknown(String name) {
    String patterns = wanted.patterns().stream().map(Pattern::id).collect(joining(", "));
    String choices =
        wanted.patterns().stream()
            .flatMap(pattern -> known(pattern).keySet().stream())
            .distinct()
            .collect(joining(", "));
    return "unknown parameter '" + name + "' of " + patterns + "; choose from " + choices;
  }

  private static Map<String, PatternParam> known(Pattern pattern) {
    Map<String, PatternParam> known = new LinkedHashMap<>();
    pattern.params().forEach(param -> known.put(param.name(), param));
    return known;
  }

  private static List<Map<String, String>> combinations(Map<String, List<String>> params) {
    List<Map<String, String>> all = List.of(Map.of());
    for (Map.Entry<String, List<String>> param : params.entrySet()) {
      List<Map<String, String>> longer = new ArrayList<>();
      for (Map<String, String> shorter : all) {
        for (String value : param.getValue()) {
          Map<String, String> one = new TreeMap<>(shorter);
          one.put(param.getKey(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }

  /** What {@link #arms} returns. */
  record Arms(
      List<Placement> placements,
      List<PlannedJdk> jdks,
      List<PlannedArm> planned,
      List<AbsentArm> absent) {}

  private record Cell(Placement placement, Map<String, String> params, int rounds) {
    /** Returns what is no number: cells that are alike in it differ in size and stand together. */
    String words() {
      return params.entrySet().stream()
          .filter(entry -> !isNumber(entry.getValue()) && !entry.getKey().equals(Pattern.MECHANISM))
          .map(Object::toString)
          .collect(joining(" "));
    }

    /** Returns the numbers in the order of their names, as text that sorts as they do. */
    String numbers() {
      return params.values().stream()
          .filter(Cell::isNumber)
          .map(value -> "0".repeat(MOST_DIGITS - value.length()) + value)
          .collect(joining(" "));
    }

    private static boolean isNumber(String value) {
      return value.matches("\\d{1," + MOST_DIGITS + "}");
    }
  }
}
