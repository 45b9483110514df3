package org.asyncmark.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Fork;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.LatencyUnit;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Validity;

/** What was held under load and what stood in the way, in sentences. */
final class LoadText {
  private LoadText() {}

  /**
   * Returns up to which rate each model of a cell held the limit.
   *
   * @param cells the same cell on each runtime
   */
  static String held(RunView view, List<LoadCell> cells) {
    Map<String, List<String>> runtimes = new LinkedHashMap<>();
    cells.stream()
        .filter(cell -> !cell.lines().isEmpty())
        .forEach(
            cell ->
                runtimes
                    .computeIfAbsent(held(cell, view.limit()), key -> new ArrayList<>())
                    .add(view.runtime(cell.jdk())));
    String cell = view.shortLabel(cells.get(0).cell());
    if (runtimes.isEmpty()) {
      return "In " + cell + ", nothing was measured at a rate.";
    }
    return String.format(
        Locale.ROOT,
        "In %s, %s %s.",
        cell,
        stayed(view.limit()),
        runtimes.entrySet().stream()
            .map(each -> "on " + String.join(", ", each.getValue()) + " " + each.getKey())
            .collect(Collectors.joining("; ")));
  }

  private static String held(LoadCell cell, LoadLimit limit) {
    List<String> held = new ArrayList<>();
    List<String> none = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    cell.lines().stream()
        .sorted(Comparator.comparingDouble(LoadText::heldPerSecond).reversed())
        .forEach(
            line ->
                line.held()
                    .ifPresentOrElse(
                        step -> held.add(held(cell, line, step)),
                        () -> (isUnknown(line, limit) ? unknown : none).add(cell.name(line))));
    boolean both = !none.isEmpty() && !unknown.isEmpty();
    boolean named = !held.isEmpty() || both;
    List<String> parts = new ArrayList<>();
    if (!held.isEmpty()) {
      parts.add("up to " + String.join(", ", held));
    }
    if (!none.isEmpty()) {
      parts.add("at no rate" + (named ? " with " + String.join(", ", none) : ""));
    }
    if (!unknown.isEmpty()) {
      parts.add("at no rate that is known" + (named ? " with " + String.join(", ", unknown) : ""));
    }
    return String.join(", ", parts);
  }

  /**
   * Tells whether no rate was held, and the forks of the lowest do not say that it was too high:
   * they have no numbers, or their requests were handed over late, which is not the model's doing.
   */
  static boolean isUnknown(LoadLine line, LoadLimit limit) {
    return line.held().isEmpty()
        && line.broken().filter(step -> !isTooHigh(step, limit)).isPresent();
  }

  private static boolean isTooHigh(LoadStep step, LoadLimit limit) {
    return limit.told(step).map(ForkRange::median).filter(limit::isExceededBy).isPresent()
        || Validity.count(step.arm().armForks().forks()).keySet().stream()
            .anyMatch(rule -> rule != Validity.Rule.SEND_LAG);
  }

  private static String held(LoadCell cell, LoadLine line, LoadStep step) {
    return step.label()
        + (line.heldAll() ? " (the highest offered)" : "")
        + " with "
        + cell.name(line);
  }

  private static double heldPerSecond(LoadLine line) {
    return line.held().map(LoadStep::offeredPerSecond).orElse(0.0);
  }

  private static String stayed(LoadLimit limit) {
    return limit.slo().isEmpty()
        ? "no limit was asked for; all forks were valid"
        : limit.quantile() + " of " + limit.meaning() + " stayed within " + limit.most();
  }

  /** Returns why a rate was not held, for example {@code p99 14.2 ms}. */
  static String why(LoadStep step, LoadLimit limit) {
    ArmSummary arm = step.arm();
    if (arm.forks() == 0) {
      return arm.noForks();
    }
    List<String> reasons = new ArrayList<>();
    int lost = arm.armForks().failed() + arm.armForks().hung();
    if (lost > 0) {
      reasons.add(
          lost + " of " + Digits.counted((long) arm.forks() + lost, "fork") + " gave no result");
    }
    Optional<Double> told = limit.told(step).map(ForkRange::median);
    if (told.isEmpty() && limit.slo().isPresent()) {
      reasons.add("too few requests for a " + limit.quantile());
    }
    told.filter(limit::isExceededBy)
        .ifPresent(nanos -> reasons.add(limit.quantile() + " " + LatencyUnit.text(nanos)));
    if (step.invalid() > 0) {
      reasons.add(
          step.invalid()
              + " of "
              + Digits.counted(arm.forks(), "fork")
              + " invalid: "
              + rules(arm.armForks()));
    }
    return String.join("; ", reasons);
  }

  /** Returns the rules that forks broke by their names in tables. */
  private static String rules(ArmForks forks) {
    return Validity.count(forks.forks()).keySet().stream()
        .map(rule -> rule.name().toLowerCase(Locale.ROOT).replace("_", ""))
        .collect(Collectors.joining(", "));
  }

  /** Returns what a closed loop was, for example {@code closed (64 callers, 2 040/s)}. */
  static String closed(ArmSummary closed) {
    String callers = ArmKey.CALLERS.in(closed.arm()).orElse("1") + " callers";
    return "closed ("
        + callers
        + closed
            .count(Validity.ACHIEVED)
            .map(each -> ", " + Load.perSecond(each.median()))
            .orElse("")
        + ")";
  }

  /**
   * Returns what tells the closed loop from the open one, with the numbers of the first model that
   * has all of them; empty if none has.
   */
  static Optional<String> difference(LoadCell cell) {
    return cell.lines().stream().flatMap(line -> difference(cell, line).stream()).findFirst();
  }

  private static Optional<String> difference(LoadCell cell, LoadLine line) {
    Optional<ArmSummary> closed = line.closed();
    Optional<ForkRange> service = closed.flatMap(arm -> arm.quantile(Latencies.SERVICE, 0.99));
    Optional<LoadStep> step =
        line.held()
            .or(() -> line.steps().stream().filter(each -> !each.arm().noneValid()).findFirst());
    Optional<ForkRange> response = step.flatMap(each -> each.response(0.99));
    if (closed.isEmpty() || service.isEmpty() || response.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "The closed loop runs at its own maximum, and its service leaves out what requests wait before"
                + " they start, because none comes while all callers wait; corrected is an estimate with"
                + " that wait, and response has it measured at the rate that is offered: p99 with %s was"
                + " %s %s, %s%s open at %s.",
            cell.name(line),
            LatencyUnit.text(service.get().median()),
            closed(closed.get()),
            closed
                .get()
                .quantile(Latencies.CORRECTED, 0.99)
                .map(each -> LatencyUnit.text(each.median()) + " corrected, ")
                .orElse(""),
            LatencyUnit.text(response.get().median()),
            step.get().label()));
  }

  /** Returns the rules that forks of a run broke; empty text if none did. */
  static String invalid(RunRecord run) {
    List<Fork> forks = run.arms().stream().flatMap(arm -> arm.forks().stream()).toList();
    String broken = Validity.countInWords(forks);
    return broken.isEmpty() ? "" : "Invalid forks, which are in no verdict: " + broken + ".";
  }

  /** Returns how long a thread was held up that does nothing; empty text if that is not known. */
  static String stalls(RunRecord run) {
    List<ArmSummary> arms = run.arms().stream().map(ArmSummary::new).toList();
    OptionalLong longest = // of invalid forks, too: a stall may be what made them so
        run.arms().stream()
            .flatMap(arm -> arm.forks().stream())
            .flatMap(fork -> Stream.ofNullable(fork.latencies().get(Latencies.HICCUP)))
            .filter(hiccups -> hiccups.samples() > 0)
            .mapToLong(Latencies::maxNanos)
            .max();
    Optional<Double> tail =
        arms.stream()
            .flatMap(arm -> arm.quantile(Latencies.HICCUP, 0.999).stream())
            .map(ForkRange::median)
            .max(Comparator.naturalOrder());
    return longest.isEmpty()
        ? ""
        : "Stalls of the machine itself, the JVM's pauses among them: "
            + tail.map(each -> "p99.9 " + LatencyUnit.text(each) + " in the worst arm, ").orElse("")
            + "longest "
            + LatencyUnit.text((double) longest.getAsLong())
            + ".";
  }
}
