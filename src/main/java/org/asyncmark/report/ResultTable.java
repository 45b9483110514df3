package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.Quantiles;
import org.asyncmark.analyse.Steadiness;
import org.asyncmark.analyse.Validity;
import org.asyncmark.model.Model;

/**
 * Numbers of a comparison as text, one row per arm, all latencies in one unit.
 *
 * @param title what the numbers are
 * @param unit symbol of the unit of all latencies, or empty if there are none
 * @param header names of the columns; the first is the model's
 * @param words how many columns at the beginning are words and no numbers, 1 and up
 * @param notes what readers must know of the table, one sentence each
 */
record ResultTable(
    String title, String unit, List<String> header, int words, List<Row> rows, List<String> notes) {
  /** Creates a table whose columns are numbers but for the first. */
  ResultTable(String title, String unit, List<String> header, List<Row> rows, List<String> notes) {
    this(title, unit, header, 1, rows, notes);
  }

  /**
   * An arm's row.
   *
   * @param cells one per column after the first; empty if there are no numbers
   * @param reason why there are no numbers, or empty text
   */
  record Row(String model, List<String> cells, String reason) {}

  static final String NOT_SHOWN = "–";

  /** Stands behind numbers of forks all of which are invalid. */
  static final String INVALID = "†";

  /** What stands before a list of invalid forks. */
  static final String INVALID_FORKS =
      "invalid forks, which have no part in verdicts, and in numbers without " + INVALID + ": ";

  /** What the mark stands for. */
  static final String NONE_VALID =
      INVALID + " no fork is valid, so the numbers are those of all of them";

  /** Kinds that are no part of an op. */
  private static final Set<String> BESIDE =
      Set.of(Latencies.CORRECTED, Validity.SEND_LAG, Latencies.HICCUP);

  private static final double[] TAIL = {0.9, 0.99, 0.999};

  /**
   * Returns the tables of a comparison: the op as a whole, then what was measured within it. Of an
   * open run {@link LoadTables} tell the rest.
   */
  static List<ResultTable> all(RunView view, Comparison comparison) {
    return view.isOpen() ? List.of(of(comparison)) : all(comparison);
  }

  /** Returns the tables of a comparison: the op as a whole, then what was measured within it. */
  static List<ResultTable> all(Comparison comparison) {
    return Stream.of(Optional.of(of(comparison)), within(comparison), counts(comparison))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns the table of the op as a whole. */
  static ResultTable of(Comparison comparison) {
    LatencyUnit unit =
        unit(
            comparison.arms().stream()
                .flatMap(arm -> arm.p50().map(ForkRange::median).or(arm::maxNanos).stream()));
    boolean leaves =
        comparison.arms().stream().anyMatch(arm -> arm.kinds().contains(ArmSummary.LEAF));
    List<String> header =
        new ArrayList<>(
            List.of(
                "model",
                "forks",
                "p50",
                "[min, max]",
                "p90",
                "p99",
                "p99.9",
                "max",
                "samples/fork"));
    if (leaves) {
      header.add("leaf p50");
    }
    List<Row> rows = rows(comparison, arm -> cells(arm, unit, leaves));
    return new ResultTable(
        named(comparison) + "latencies in " + unit.symbol(),
        unit.symbol(),
        header,
        rows,
        notes(comparison, leaves));
  }

  /** Returns the kind of latency, if there are others in the run that stand for whole ops. */
  private static String named(Comparison comparison) {
    boolean several =
        comparison.arms().stream()
            .anyMatch(arm -> arm.armForks().counts(Validity.ACHIEVED).length > 0);
    return several ? kind(comparison) + " " : "";
  }

  /** Returns the other kinds of latency: what a task waited for within an op. */
  private static Optional<ResultTable> within(Comparison comparison) {
    List<String> kinds =
        comparison.arms().stream()
            .flatMap(arm -> arm.kinds().stream())
            .filter(kind -> !kind.equals(kind(comparison)) && !kind.equals(ArmSummary.LEAF))
            .distinct()
            .sorted()
            .toList();
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    LatencyUnit unit =
        unit(
            comparison.arms().stream()
                .flatMap(arm -> kinds.stream().flatMap(kind -> arm.maxNanos(kind).stream())));
    List<String> header = new ArrayList<>(List.of("model"));
    for (String kind : kinds) {
      header.addAll(List.of(named(kind) + " p50", "p99", "max"));
    }
    List<Row> rows =
        rows(
            comparison,
            arm -> {
              List<String> cells = new ArrayList<>();
              for (String kind : kinds) {
                cells.add(median(arm.quantile(kind, 0.5), unit));
                cells.add(median(arm.quantile(kind, 0.99), unit));
                cells.add(arm.maxNanos(kind).map(unit::number).orElse(NOT_SHOWN));
              }
              return cells;
            });
    List<String> notes = new ArrayList<>();
    if (kinds.contains(Latencies.CORRECTED)) {
      notes.add(Latencies.CORRECTED_IS);
    }
    for (String kind : kinds) {
      addNote(notes, comparison, kind, 0.5, kind + " p50");
      addNote(notes, comparison, kind, 0.99, kind + " p99");
    }
    return Optional.of(
        new ResultTable(
            (kinds.stream().anyMatch(BESIDE::contains) ? "other latencies" : "within an op")
                + ", in "
                + unit.symbol(),
            unit.symbol(),
            header,
            rows,
            notes));
  }

  private static String named(String kind) {
    return kind.equals(Latencies.CORRECTED) ? kind + " (estimate)" : kind;
  }

  /** Returns what an op cost beside time. */
  private static Optional<ResultTable> counts(Comparison comparison) {
    Map<String, String> units = new TreeMap<>();
    comparison.arms().forEach(arm -> units.putAll(arm.countUnits()));
    List<String> names = new ArrayList<>(CountNames.inOrder(units.keySet()));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<String> header = new ArrayList<>(List.of("model"));
    names.forEach(
        name ->
            header.add(
                CountNames.heading(name, Objects.requireNonNull(units.get(name), "its own key"))));
    List<Row> rows =
        rows(
            comparison,
            arm ->
                names.stream()
                    .map(
                        name ->
                            arm.count(name).map(r -> Digits.three(r.median())).orElse(NOT_SHOWN))
                    .toList());
    return Optional.of(
        new ResultTable("what it took, median over the forks", "", header, rows, List.of()));
  }

  /** Returns the kind of latency that stands for the whole op in all arms. */
  private static String kind(Comparison comparison) {
    return comparison.arms().stream().map(ArmSummary::kind).findFirst().orElse(Latencies.SERVICE);
  }

  private static LatencyUnit unit(Stream<Double> valuesNanos) {
    return valuesNanos
        .min(Comparator.naturalOrder())
        .map(LatencyUnit::of)
        .orElse(LatencyUnit.MICROS);
  }

  private static List<Row> rows(
      Comparison comparison, Function<ArmSummary, List<String>> cellsOfArm) {
    List<Row> rows = new ArrayList<>();
    for (Model model : Model.values()) {
      for (Absence absence : comparison.absent(model)) {
        rows.add(new Row(absence.rowLabel(), List.of(), absence.reason()));
      }
      for (ArmSummary arm : comparison.arms()) {
        if (arm.model() == model) {
          rows.add(
              arm.forks() == 0
                  ? new Row(arm.rowLabel(), List.of(), arm.noForks())
                  : new Row(arm.rowLabel(), cellsOfArm.apply(arm), ""));
        }
      }
    }
    return rows;
  }

  private static List<String> cells(ArmSummary arm, LatencyUnit unit, boolean leaves) {
    Optional<ForkRange> p50 = arm.p50();
    List<String> cells = new ArrayList<>();
    cells.add(arm.forksLabel() + (arm.noneValid() ? INVALID : ""));
    cells.add(median(p50, unit));
    cells.add(p50.map(p -> spread(p, unit)).orElse(""));
    for (double quantile : TAIL) {
      cells.add(median(arm.quantile(arm.kind(), quantile), unit));
    }
    cells.add(arm.maxNanos().map(unit::number).orElse(NOT_SHOWN));
    double[] samples = arm.samples(arm.kind()).asDoubleStream().toArray();
    long middle = Math.round(ForkRange.of(samples).orElseThrow().median());
    cells.add(Digits.count(middle));
    if (leaves) {
      cells.add(median(arm.quantile(ArmSummary.LEAF, 0.5), unit));
    }
    return cells;
  }

  private static String spread(ForkRange p50, LatencyUnit unit) {
    return p50.forks() == 1
        ? "[one fork]"
        : "[" + unit.number(p50.min()) + ", " + unit.number(p50.max()) + "]";
  }

  private static String median(Optional<ForkRange> range, LatencyUnit unit) {
    return range.map(r -> unit.number(r.median())).orElse(NOT_SHOWN);
  }

  private static void addForks(
      List<String> notes, Comparison comparison, String what, ToLongFunction<ArmSummary> count) {
    List<String> found =
        comparison.arms().stream()
            .filter(arm -> count.applyAsLong(arm) > 0)
            .map(arm -> count.applyAsLong(arm) + " of " + arm.forks() + " in " + arm.rowLabel())
            .toList();
    if (!found.isEmpty()) {
      notes.add(what + ": " + String.join(", ", found));
    }
  }

  private static List<String> notes(Comparison comparison, boolean leaves) {
    List<String> notes = new ArrayList<>();
    String kind = kind(comparison);
    addNote(notes, comparison, kind, 0.5, "p50");
    for (double quantile : TAIL) {
      addNote(notes, comparison, kind, quantile, Digits.percentile(quantile));
    }
    if (leaves) {
      addNote(notes, comparison, ArmSummary.LEAF, 0.5, "leaf p50");
    }
    addInvalid(notes, comparison);
    addForks(
        notes,
        comparison,
        "forks that were not steady when the warm-up ended",
        ArmSummary::unsteadyForks);
    List<String> slow =
        comparison.arms().stream()
            .filter(arm -> arm.slowTurns().slow() > 0)
            .map(arm -> arm.slowTurns().inWords() + " in " + arm.rowLabel())
            .toList();
    if (!slow.isEmpty()) {
      notes.add(
          "slow turns, which took more than 1.2 times the median of their fork's: "
              + String.join(", ", slow));
    }
    List<String> drifting =
        comparison.arms().stream()
            .filter(arm -> arm.steadiness().drifting() > 0)
            .map(ResultTable::drift)
            .toList();
    if (!drifting.isEmpty()) {
      notes.add(
          "forks whose p50 drifted by more than 3 % from the first third of their turns to the"
              + " last, not counting what all forks of their block did: "
              + String.join(", ", drifting));
    }
    List<String> shares =
        comparison.arms().stream()
            .flatMap(
                arm ->
                    arm.variance().stream()
                        .map(each -> share(each.betweenShare()) + " in " + arm.rowLabel()))
            .toList();
    if (!shares.isEmpty()) {
      notes.add(
          "share of the variance of a turn's p50 that lies between forks, and not within them: "
              + String.join(", ", shares));
    }
    return notes;
  }

  private static void addInvalid(List<String> notes, Comparison comparison) {
    List<String> invalid =
        comparison.arms().stream()
            .filter(arm -> arm.armForks().invalid() > 0)
            .map(
                arm ->
                    String.format(
                        Locale.ROOT,
                        "%d of %d in %s (%s)",
                        arm.armForks().invalid(),
                        arm.forks(),
                        arm.rowLabel(),
                        Validity.countInWords(arm.armForks().forks())))
            .toList();
    if (!invalid.isEmpty()) {
      notes.add(INVALID_FORKS + String.join(", ", invalid));
    }
    if (comparison.arms().stream().anyMatch(ArmSummary::noneValid)) {
      notes.add(NONE_VALID);
    }
  }

  private static String drift(ArmSummary arm) {
    Steadiness steadiness = arm.steadiness();
    return String.format(
        Locale.ROOT,
        "%d of %d in %s%s",
        steadiness.drifting(),
        steadiness.forks(),
        arm.rowLabel(),
        steadiness.unsteady() ? " (UNSTEADY)" : "");
  }

  private static String share(double fraction) {
    return Math.round(100 * fraction) + " %";
  }

  private static void addNote(
      List<String> notes, Comparison comparison, String kind, double quantile, String name) {
    List<String> lacking =
        comparison.arms().stream()
            .filter(arm -> arm.forks() > 0 && arm.quantile(kind, quantile).isEmpty())
            .map(arm -> Digits.count(arm.samples(kind).min().orElse(0)) + " in " + arm.rowLabel())
            .toList();
    if (!lacking.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s %s needs %s samples per fork, had %s",
              NOT_SHOWN,
              name,
              Digits.count(Quantiles.samplesNeeded(quantile)),
              String.join(", ", lacking)));
    }
  }
}
