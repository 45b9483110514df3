package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;

/**
 * How the ops of a row follow each other, in words. In an open run they are requests that come at a
 * rate, whatever became of those before; beside them stands a closed loop of many callers. In every
 * other run there is a closed loop of one caller.
 */
public final class Load {
  private static final String RATE = ArmKey.RATE.name();
  private static final String SHARE = ArmKey.LOAD.name();
  private static final String ARRIVALS = ArmKey.ARRIVALS.name();
  private static final String CALLERS = ArmKey.CALLERS.name();
  private static final List<String> OF_OPEN = List.of(RATE, SHARE, ARRIVALS);

  private Load() {}

  /** Tells whether a run has requests that come at a rate. */
  public static boolean isOpen(RunRecord run) {
    Stream<Arm> planned = run.arms().stream().map(ArmForks::arm);
    return Stream.concat(planned, run.absent().keySet().stream()).anyMatch(Arm::atRate);
  }

  /** Tells whether the ops of a row are requests that come at a rate. */
  static boolean isOpen(Row row) {
    return row.params().containsKey(ARRIVALS)
        && (row.params().containsKey(RATE) || row.params().containsKey(SHARE));
  }

  /** Tells whether a parameter of a row says at what rate its requests come. */
  public static boolean isRate(Row row, String param) {
    return isOpen(row) && OF_OPEN.contains(param);
  }

  /** Returns the kind of latency that stands for a row's ops. */
  public static String kind(Row row) {
    return isOpen(row) ? Latencies.RESPONSE : Latencies.SERVICE;
  }

  /** Returns that kind and what it is, for example {@code service, the latency of ...}. */
  public static String meaning(Row row) {
    return isOpen(row)
        ? "response, from the intended start of a request to its end"
        : "service, the latency of the whole operation";
  }

  /** Returns a row of an open run without how its ops follow each other. */
  static Row cell(Row row) {
    Row cell = row;
    for (String name : isOpen(row) ? OF_OPEN : List.of(CALLERS)) {
      cell = cell.without(name);
    }
    return cell;
  }

  /** Returns a rate with its unit, for example {@code 2 000/s}. */
  public static String perSecond(double rate) {
    return Digits.count(Math.round(rate)) + "/s";
  }

  /**
   * Returns how the ops of rows follow each other, in a few words.
   *
   * @param inOpenRun whether the rows are of an open run
   */
  public static String words(Collection<Row> rows, boolean inOpenRun) {
    if (!inOpenRun && rows.stream().noneMatch(row -> row.params().containsKey(CALLERS))) {
      return Provenance.LOAD;
    }
    List<Row> open = rows.stream().filter(Load::isOpen).toList();
    Stream<String> arrivals = open.stream().map(row -> row.param(ARRIVALS).toString()).distinct();
    Stream<String> closed =
        rows.stream()
            .filter(row -> !isOpen(row))
            .map(row -> "closed loop, " + row.param(CALLERS) + " callers")
            .distinct();
    return Stream.concat(
            arrivals.map(each -> "open, " + each + " arrivals, " + rates(open, each)), closed)
        .collect(Collectors.joining("; "));
  }

  private static String rates(List<Row> open, String arrivals) {
    List<Row> rows =
        open.stream().filter(row -> row.param(ARRIVALS).toString().equals(arrivals)).toList();
    List<String> parts = new ArrayList<>();
    SortedSet<Long> rates = numbers(rows, RATE);
    if (!rates.isEmpty()) {
      parts.add(span(perSecond(rates.first()), perSecond(rates.last())));
    }
    SortedSet<Long> shares = numbers(rows, SHARE);
    if (!shares.isEmpty()) {
      parts.add(
          span(shares.first() + " %", shares.last() + " %") + " of each model's closed maximum");
    }
    return String.join(" and ", parts);
  }

  /**
   * Returns the options that a run was asked for with its rates, after a space; or empty text.
   *
   * @param slo what its rates were held against
   */
  static String options(RunRecord run, Optional<Slo> slo) {
    List<Row> open =
        run.arms().stream().map(ArmForks::arm).filter(Arm::atRate).map(Row::of).distinct().toList();
    if (open.isEmpty()) {
      return "";
    }
    SortedSet<Long> rates = numbers(open, RATE);
    SortedSet<Long> shares = numbers(open, SHARE);
    String arrivals = open.get(0).param(ARRIVALS).toString();
    return " --mode open"
        + (rates.isEmpty() ? "" : " --rate " + listed(rates, "") + "/s")
        + (shares.isEmpty() ? "" : " --load " + listed(shares, "%"))
        + (arrivals.equals("poisson") ? "" : " --arrivals " + arrivals)
        + slo.map(limit -> " --slo " + limit.text()).orElse("");
  }

  private static String listed(SortedSet<Long> numbers, String unit) {
    return numbers.stream().map(each -> each + unit).collect(Collectors.joining(","));
  }

  private static SortedSet<Long> numbers(List<Row> rows, String param) {
    return rows.stream()
        .flatMap(row -> row.param(param).number().stream().boxed())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String span(String first, String last) {
    return first.equals(last) ? first : first + " to " + last;
  }

  /**
   * Returns how the ops of rows follow each other, as a sentence.
   *
   * @param rows all of them with a rate, or none
   * @param inOpenRun whether they are of an open run
   */
  static String sentence(List<Row> rows, boolean inOpenRun) {
    if (!inOpenRun && rows.stream().noneMatch(row -> row.params().containsKey(CALLERS))) {
      return Provenance.LOAD_SENTENCE;
    }
    String words = words(rows, true);
    return Character.toUpperCase(words.charAt(0))
        + words.substring(1)
        + (isOpen(rows.get(0))
            ? ": requests come at times that were set before, whether or not earlier ones have"
                + " ended."
            : ": a caller's next request starts when the one before has ended.");
  }
}
