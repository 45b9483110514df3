package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Traffic;

/**
 * What is offered to the cells of a run in open mode: each of some rates or loads in an open loop,
 * and a closed loop beside them, whose callers find out what a cell can do at most.
 *
 * @param perSecond rates, the same for all models
 * @param loadPercent rates in per cent of each arm's own closed-loop maximum
 * @param arrivals how requests follow one another
 * @param closed whether the closed loop is measured, too
 */
public record Offered(
    List<Value> perSecond, List<Value> loadPercent, Traffic.Spacing arrivals, boolean closed) {
  /** Why a cell is absent. */
  static final String NO_REQUEST = "n/a (an op of this cell is nothing that a request asks for)";

  /** Nothing: one caller measures op after op. */
  public static final Offered NOTHING =
      new Offered(List.of(), List.of(), Traffic.Spacing.FIXED, false);

  /** The closed loop alone. */
  public static final Offered MAXIMUM =
      new Offered(List.of(), List.of(), Traffic.Spacing.FIXED, true);

  public Offered {
    perSecond = List.copyOf(perSecond);
    loadPercent = List.copyOf(loadPercent);
  }

  /** Tells whether cells are measured as a service is used. */
  public boolean isOpen() {
    return closed || !perSecond.isEmpty() || !loadPercent.isEmpty();
  }

  /** Tells whether rates depend on what arms can do at most. */
  public boolean hasLoads() {
    return !loadPercent.isEmpty();
  }

  /**
   * Returns the parameters that each way adds to a cell; one that adds nothing if it is not open.
   */
  List<SortedMap<String, Value>> params() {
    if (!isOpen()) {
      return List.of(new TreeMap<>());
    }
    List<SortedMap<String, Value>> all = new ArrayList<>();
    perSecond.forEach(rate -> all.add(atRate(Traffic.RATE, rate)));
    loadPercent.forEach(load -> all.add(atRate(Traffic.LOAD, load)));
    if (closed) {
      SortedMap<String, Value> callers = new TreeMap<>();
      callers.put(Traffic.CALLERS, Value.of(Traffic.CALLERS_OF_MAXIMUM));
      all.add(callers);
    }
    return all;
  }

  /**
   * Returns in how many of a run's rounds the closed loop is measured: in half of them if there are
   * rates beside it, since it takes no part in verdicts.
   */
  int rounds(int all) {
    return perSecond.isEmpty() && loadPercent.isEmpty() ? all : (all + 1) / 2;
  }

  /**
   * Returns a cell with what is the model's own affair in open mode, and why it is absent there.
   */
  Pattern.Cell to(Pattern pattern, Model model, Pattern.Cell cell) {
    if (!isOpen()) {
      return cell;
    }
    SortedMap<String, Value> own = new TreeMap<>(cell.own());
    if (model == Model.PLATFORM) {
      own.put(Traffic.REQUEST_POOL, Value.of(Stage.REQUEST_THREADS));
    }
    SortedMap<String, Value> all = new TreeMap<>(cell.params());
    all.putAll(cell.own());
    String absence = cell.absence();
    if (absence == null && !pattern.isRequest(model, all)) {
      absence = NO_REQUEST;
    }
    return new Pattern.Cell(cell.params(), own, absence);
  }

  private SortedMap<String, Value> atRate(String name, Value value) {
    SortedMap<String, Value> params = new TreeMap<>();
    params.put(name, value);
    params.put(Traffic.ARRIVALS, Value.of(arrivals.name().toLowerCase(Locale.ROOT)));
    return params;
  }
}
