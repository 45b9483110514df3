package org.asyncmark.store;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ForkRange;
import org.asyncmark.analyse.HistoryColumn;
import org.asyncmark.analyse.HistoryLine;
import org.asyncmark.analyse.MedianInterval;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.SlowTurns;
import org.asyncmark.measure.Machine;
import org.asyncmark.plan.Plan;

/**
 * A run as lines of a history: one for each arm that has a fork with a result. Numbers are medians
 * of the forks, of the valid ones if there are any.
 */
record HistoryLines(Plan plan, RunRecord run, Machines machines) {
  private static final double NANOS_PER_MICRO = 1_000;

  /** Digits of the hash that stands for a machine: enough to tell those of one file apart. */
  private static final int MACHINE_DIGITS = 8;

  /** Returns the lines, in the order of the plan. */
  List<HistoryLine> all() {
    return run.arms().stream().filter(arm -> !arm.forks().isEmpty()).map(this::line).toList();
  }

  private HistoryLine line(ArmForks forks) {
    Arm arm = forks.arm().onAnyMachine(); // which has columns of its own
    Machine machine = machines.of(forks.arm());
    Map<HistoryColumn, String> known = new EnumMap<>(HistoryColumn.class);
    known.put(HistoryColumn.TIME, run.startedUtc());
    known.put(HistoryColumn.RUN, run.id());
    known.put(HistoryColumn.PRESET, run.preset());
    if (plan.terms() != null) {
      known.put(HistoryColumn.METHOD_VERSION, Integer.toString(plan.terms().methodVersion()));
    }
    known.put(HistoryColumn.COMMIT, commit(plan.source()));
    known.put(HistoryColumn.MACHINE, machine(machine));
    known.put(HistoryColumn.MACHINE_FACTS, machine.line());
    known.put(HistoryColumn.PATTERN, arm.pattern());
    known.put(HistoryColumn.MODEL, arm.model());
    known.put(HistoryColumn.PARAMS, arm.paramsLabel());
    known.put(HistoryColumn.JDK, arm.jdk());
    known.put(HistoryColumn.JDK_BUILD, run.build(arm.jdk()));
    known.put(HistoryColumn.CONDITIONS, conditions(arm));
    known.put(HistoryColumn.KIND, forks.mainKind());
    known.put(HistoryColumn.FORKS, Integer.toString(forks.forks().size()));
    known.put(HistoryColumn.INVALID_FORKS, Integer.toString(forks.invalid()));
    SlowTurns slow = forks.slowTurns();
    if (slow.turns() > 0) {
      known.put(HistoryColumn.DISTURBED_SHARE, number((double) slow.slow() / slow.turns()));
    }
    double[] p50 = micros(forks.toldQuantilesNanos(forks.mainKind(), 0.5));
    median(known, HistoryColumn.P50_US, p50);
    interval(known, HistoryColumn.P50_LOW_US, HistoryColumn.P50_HIGH_US, p50);
    double[] p99 = micros(forks.toldQuantilesNanos(forks.mainKind(), 0.99));
    median(known, HistoryColumn.P99_US, p99);
    interval(known, HistoryColumn.P99_LOW_US, HistoryColumn.P99_HIGH_US, p99);
    median(known, HistoryColumn.MEAN_US, micros(means(forks)));
    median(known, HistoryColumn.CPU_US_PER_OP, forks.toldCounts("cpu"));
    median(known, HistoryColumn.ALLOCATED_BYTES_PER_OP, forks.toldCounts("gc.alloc.rate.norm"));
    HistoryLine line = new HistoryLine(known);
    known.put(HistoryColumn.BRANCH, line.arm() + " @" + line.text(HistoryColumn.MACHINE));
    return new HistoryLine(known);
  }

  private static String commit(Source source) {
    String commit = source.commit() == null ? source.git() : source.commit();
    return commit + (source.dirty() ? "-dirty" : "");
  }

  /** Returns a short name for a machine, made of all that is known of it. */
  private static String machine(Machine machine) {
    String facts = RunDifferences.facts(machine).toString();
    byte[] hash = ContentHash.sha256().digest(facts.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash).substring(0, MACHINE_DIGITS);
  }

  private String conditions(Arm arm) {
    String server = run.conditions().getOrDefault(RunRecord.SERVER, "");
    return plan.fork().inWords()
        + (arm.ofPython() ? "" : "; " + String.join(" ", plan.jvmFlags(arm)))
        + (server.isEmpty() ? "" : "; http leaves ask " + server);
  }

  private static double[] means(ArmForks forks) {
    return forks.counted().forks().stream()
        .map(fork -> fork.latencies().get(forks.mainKind()))
        .filter(latencies -> latencies != null && latencies.samples() > 0)
        .mapToDouble(latencies -> latencies.meanNanos())
        .toArray();
  }

  private static double[] micros(double[] nanos) {
    return DoubleStream.of(nanos).map(each -> each / NANOS_PER_MICRO).toArray();
  }

  private static void median(Map<HistoryColumn, String> known, HistoryColumn column, double[] of) {
    if (DoubleStream.of(of).allMatch(Double::isFinite)) {
      ForkRange.of(of).ifPresent(range -> known.put(column, number(range.median())));
    }
  }

  private static void interval(
      Map<HistoryColumn, String> known, HistoryColumn low, HistoryColumn high, double[] of) {
    MedianInterval.of(of)
        .ifPresent(
            interval -> {
              known.put(low, number(interval.lower()));
              known.put(high, number(interval.upper()));
            });
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
