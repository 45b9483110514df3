package org.asyncmark.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;

/** Makes the arms of a plan from what was asked for. */
final class Planner {
  private final Wanted wanted;

  Planner(Wanted wanted) {
    this.wanted = wanted;
  }

  /**
   * Returns the arms that can be measured and those that cannot.
   *
   * @throws IllegalArgumentException if a parameter or a value is unknown; the message names the
   *     choices
   */
  Arms arms() {
    checkParams();
    List<PlannedArm> planned = new ArrayList<>();
    List<AbsentArm> absent = new ArrayList<>();
    for (Pattern pattern : wanted.patterns()) {
      for (Cell cell : cells(pattern)) {
        for (Jdk jdk : wanted.jdks()) {
          for (Model model : wanted.models()) {
            Arm arm =
                new Arm(
                    pattern.id(), model.id(), jdk.name(), pattern.relevant(model, cell.params()));
            if (model.availableOn(jdk.feature())) {
              planned.add(new PlannedArm(arm, cell.rounds()));
            } else {
              absent.add(new AbsentArm(arm, model.absence()));
            }
          }
        }
      }
    }
    if (planned.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing to measure: "
              + absent.get(0).reason()
              + "; add a newer JDK with --jdk or another model with --model");
    }
    return new Arms(planned, absent);
  }

  /** Returns each cell once, with the most rounds that a series gives it. */
  private List<Cell> cells(Pattern pattern) {
    Map<Map<String, String>, Integer> rounds = new LinkedHashMap<>();
    for (Pattern.Series series : pattern.series(wanted.preset().sizing())) {
      int share = (int) Math.max(1, Math.round(wanted.rounds() * series.share()));
      Set<String> asked = new LinkedHashSet<>(wanted.params().keySet());
      for (Map<String, String> overridden : combinations(wanted.params())) {
        Map<String, String> given = new TreeMap<>(series.given());
        given.putAll(overridden);
        // a cell that was asked for in full is no neighbour of another one
        boolean askedInFull = asked.containsAll(series.given().keySet());
        rounds.merge(pattern.complete(given), askedInFull ? wanted.rounds() : share, Math::max);
      }
    }
    return rounds.entrySet().stream()
        .map(entry -> new Cell(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Cell::fanOut).thenComparing(cell -> cell.params().toString()))
        .toList();
  }

  private void checkParams() {
    for (Pattern pattern : wanted.patterns()) {
      Map<String, PatternParam> known = new LinkedHashMap<>();
      pattern.params().forEach(param -> known.put(param.name(), param));
      wanted
          .params()
          .forEach(
              (name, values) -> {
                PatternParam param = known.get(name);
                if (param == null) {
                  throw new IllegalArgumentException(
                      "unknown parameter '"
                          + name
                          + "' of "
                          + pattern.id()
                          + "; choose from "
                          + String.join(", ", known.keySet()));
                }
                values.forEach(param::check);
              });
    }
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
  record Arms(List<PlannedArm> planned, List<AbsentArm> absent) {}

  private record Cell(Map<String, String> params, int rounds) {
    int fanOut() {
      return Integer.parseInt(params.getOrDefault("fanOut", "0"));
    }
  }
}
