package org.asyncmark.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What the primitives of the future model cost next to the blocking ones of the JDK, as ratios.
 *
 * <p>A round has one fork of each benchmark of {@link FuturePrimitivesBenchmark}, and a ratio is
 * that of two forks of one round: so what the machine does to a whole round drops out.
 */
public final class PrimitiveRatios {
  private static final String HAND_OVER = "handOverAlongAMillion";

  /** Nanoseconds of an op, round by round. */
  private final Map<String, List<Double>> nanos = new TreeMap<>();

  /** Creates a table without rows. */
  public PrimitiveRatios() {}

  /**
   * Measures one round.
   *
   * @param java the executable that measures
   * @throws IllegalStateException if a fork gave no result
   */
  public void measureRound(Path java) {
    try {
      for (RunResult result :
          QuietJmh.run(
              new OptionsBuilder()
                  .include("^" + FuturePrimitivesBenchmark.class.getName() + "\\.")
                  .forks(1)
                  .jvm(java.toString()))) {
        add(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore());
      }
    } catch (RunnerException e) {
      throw new IllegalStateException(
          "no cost of the primitives: "
              + e.getMessage()
              + "; run the benchmark FuturePrimitivesBenchmark alone to see why",
          e);
    }
  }

  /** Takes the score of a benchmark's next round, in nanoseconds an op. */
  void add(String benchmark, double score) {
    nanos.computeIfAbsent(benchmark, first -> new ArrayList<>()).add(score);
  }

  /** Returns what was measured as a table in Markdown, the same number of rounds in all rows. */
  public String table() {
    List<String> lines = new ArrayList<>();
    lines.add("| of futures | ns | blocking, of the JDK | ns | ratio |");
    lines.add("|---|---:|---|---:|---:|");
    for (PrimitivePair pair : PrimitivePair.values()) {
      List<Double> ours = nanos.get(pair.benchmark());
      List<Double> peers = nanos.get(pair.peerBenchmark());
      lines.add(
          row(
              pair.primitive(),
              range("%.1f", ours::get),
              pair.peer(),
              range("%.1f", peers::get),
              range("%.2f", round -> ours.get(round) / peers.get(round))));
    }
    lines.add(
        row(
            "AsyncMutex, handed on along a line of 10^6",
            range("%.1f", nanos.get(HAND_OVER)::get),
            "n/a (each who waits blocks a thread)",
            "n/a",
            "n/a"));
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  /** Returns what all numbers of the table are. */
  public String caption() {
    String[] flags = FuturePrimitivesBenchmark.class.getAnnotation(Fork.class).jvmArgsAppend();
    return String.format(
        Locale.ROOT,
        "take and give back, put and take, on one thread, nobody waits; ns an op or item, median of %d"
            + " forks [lowest, highest]; ratios by round; %s%n",
        rounds(),
        String.join(" ", flags));
  }

  private int rounds() {
    return nanos.get(HAND_OVER).size();
  }

  private String range(String format, IntToDoubleFunction byRound) {
    double[] sorted = IntStream.range(0, rounds()).mapToDouble(byRound).sorted().toArray();
    int last = sorted.length - 1;
    double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
    String one = format + " [" + format + ", " + format + "]";
    return String.format(Locale.ROOT, one, median, sorted[0], sorted[last]);
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
