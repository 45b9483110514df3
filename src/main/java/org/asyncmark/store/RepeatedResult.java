package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Count;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.Turns;

/** The results of one arm: a benchmark that was run several times has as many more forks. */
final class RepeatedResult {
  private final int place;
  private final JmhResult first;
  private final List<JsonNode> nodes = new ArrayList<>();
  private final List<Fork> forks = new ArrayList<>();
  private int lost;

  /** Starts with the first of them, at its place in the file. */
  RepeatedResult(int place, JsonNode node, JmhResult first) {
    this.place = place;
    this.first = first;
    take(node, first);
  }

  /**
   * Adds a result of the same arm; its forks are numbered on.
   *
   * @throws UnusableResultException if its forks are not further ones of the same
   */
  void add(JsonNode node, JmhResult result) throws UnusableResultException {
    String as = " result " + place;
    if (nodes.contains(node)) {
      throw new UnusableResultException("a copy of" + as);
    }
    if (!result.names().equals(first.names())) {
      throw new UnusableResultException(
          "its names differ from those of" + as + " in characters alone that are not shown");
    }
    if (result.scores().scoresOnly() || first.scores().scoresOnly()) {
      throw new UnusableResultException("the same as" + as + " again, without forks of its own");
    }
    if (!units(result).equals(units(first))) {
      throw new UnusableResultException("the same as" + as + " in another unit");
    }
    take(node, result);
  }

  private void take(JsonNode node, JmhResult result) {
    nodes.add(node);
    int before = forks.isEmpty() ? 0 : forks.get(forks.size() - 1).round();
    for (Fork fork : result.scores().forks()) {
      forks.add(new Fork(before + fork.round(), Map.of(), fork.counts(), Turns.NONE));
    }
    lost += result.lost();
  }

  private static List<String> units(JmhResult result) {
    return result.scores().forks().stream()
        .map(fork -> fork.counts().get(JmhScores.SCORE))
        .filter(score -> score != null)
        .map(Count::unit)
        .distinct()
        .toList();
  }

  /** Returns all forks. */
  ArmForks forks() {
    return new ArmForks(first.arm(), forks, Map.of(), lost, 0);
  }

  /** Returns how the arm is called in notes. */
  String label() {
    return JmhResult.label(nodes.get(0));
  }

  /** Returns what a reader must know, if it was run more than once. */
  Optional<String> remark() {
    return nodes.size() == 1
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d results of the same, taken as %d forks of one",
                nodes.size(),
                forks.size()));
  }
}
