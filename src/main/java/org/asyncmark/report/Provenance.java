package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.analyse.AcrossMachines;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.RunRecord;

/** Where the numbers of a run come from, and the words that every kind of report says alike. */
public final class Provenance {
  /** How ops follow each other. */
  public static final String LOAD = "closed loop, 1 caller";

  static final String NO_ARMS = "The plan of this run has no arms, so there is nothing to report.";

  /** What a reader of a smoke run must know. */
  public static final String SMOKE =
      "Preset smoke shows that everything runs; its numbers are not for comparison.";

  private static final String LEGEND =
      "Latencies are of kind service: from the start of one whole operation to its end; leaf p50 is"
          + " that of one unit of work inside it. p50 to p99.9 and leaf p50 are the median over the"
          + " forks of each fork's own quantile; [min, max] is the lowest and highest fork; max is"
          + " the largest value of all forks; samples/fork is a median.";

  static final String LOAD_SENTENCE =
      "Closed loop, 1 caller: the next operation starts when the one before has ended.";

  private static final String LEGEND_OF_OPEN =
      "At a rate, latencies are of kind response: from the intended start of a request, which was set"
          + " before, to its end; service is from its actual start to its end, queue from the intended"
          + " to the actual start, sendlag from the intended start until it was handed over, and"
          + " hiccup how much later than it asked for a thread came back that does nothing but sleep."
          + " p50 to p99.9 are the median over the valid forks of each fork's own quantile; max is the"
          + " largest value of them all; achieved is what ended in time of what was offered. A fork is"
          + " invalid if it achieved less than 99.9 % (achieved), if a request was rejected (lost), if"
          + " the p99.9 of sendlag is a tenth of the p99 of response or more (sendlag), or if requests"
          + " of the second half of its windows had a median response of more than 1.2 times that of"
          + " the first half (backlog). A rate is held if all its forks gave a result and are valid and"
          + " the limit is kept, at it and at all lower ones. [min, max] is the lowest and highest"
          + " fork.";

  private static final String TAIL_OF_CLOSED =
      "A closed loop waits for a slow operation before it starts the next, so service latency says"
          + " what an operation costs, not what callers wait when requests keep coming: its tail is"
          + " optimistic.";

  /** What a reader might take the numbers for. */
  private static final List<String> LIMITS =
      List.of(
          "They are of this machine, these JDK builds and these parameters; another machine may turn"
              + " the order round.",
          TAIL_OF_CLOSED,
          "The ranges are the lowest and highest fork seen. They have no stated coverage; verdicts go"
              + " by the contrasts, which pair forks by round, and not by ranges.",
          "Verdicts on at most 6 rounds are screening: they tell where to look, are not adjusted for"
              + " how many there are, and are not to be cited.",
          "The leaves stand for real work; a service with other leaves has other ratios.",
          "Processor time, allocation and context switches are those of the whole JVM, the compiler,"
              + " the collector and the check of every result included, divided by the ops.");

  /**
   * What a reader might take the numbers of an open run for, in place of the tail of a closed one.
   */
  private static final String LIMIT_OF_OPEN =
      "Requests come from a thread of the same JVM, on the same machine: what it takes is taken off"
          + " the processor time, and how late it was is told as sendlag. Between the last rate that"
          + " was held and the first that was not, nothing is known. What the closed loop beside it"
          + " says is its own maximum, not what callers wait; corrected is an estimate, which is never"
          + " mixed with response.";

  /** How tables and figures are to be read. */
  private static final List<String> READING =
      List.of(
          "A percentile is shown only where every fork has at least 10 samples beyond it; else a"
              + " note says how many there were.",
          "A contrast is a ratio less 1, paired by round: the change is its Hodges-Lehmann estimate,"
              + " [95 % CI] the interval of the exact signed-rank test, n the rounds with both arms."
              + " Equivalent means that the 90 % interval lies within the margin. Beside the base stands"
              + " the base times the change, not the other's median.",
          "All latencies of a table are in the unit named above it, with three significant digits.",
          "In a figure by percentile the line pools all forks and the band goes from the lowest to"
              + " the highest fork; the line may go further than the table, because it has the"
              + " samples of all forks.",
          "A model has the same colour and dashes in every figure, and every figure lies beside a"
              + " CSV file with its numbers.");

  private static final String LIMIT_OF_ASYNCIO =
      "Asyncio runs in one process on one thread, whatever the CPUs, and a service of several"
          + " processes is not what was measured. Its processor time and context switches are those"
          + " of that process, the interpreter and the check of every result included; what it"
          + " allocates was not counted.";

  private static final String READING_OF_ASYNCIO =
      "Asyncio runs on CPython and on no JDK: its numbers stand beside those of each JDK and are the"
          + " same forks every time. How many times as fast a Java model is, is the ratio of a"
          + " contrast turned round; of the best model of a JDK with an interval that allows for its"
          + " having been chosen.";

  private Provenance() {}

  /** Returns what the numbers of a run are. */
  static String legend(RunView view) {
    return view.isOpen() ? LEGEND_OF_OPEN : LEGEND;
  }

  /** Returns what a reader might take the numbers of a run for. */
  static List<String> limits(RunView view) {
    List<String> limits = new ArrayList<>(LIMITS);
    if (view.isOpen()) {
      limits.set(limits.indexOf(TAIL_OF_CLOSED), LIMIT_OF_OPEN);
    }
    return with(LIMIT_OF_ASYNCIO, limits, view);
  }

  /** Returns how the tables and figures of a run are to be read. */
  static List<String> reading(RunView view) {
    List<String> reading = new ArrayList<>(List.of(legend(view)));
    reading.addAll(READING);
    return with(READING_OF_ASYNCIO, reading, view);
  }

  private static List<String> with(String ofAsyncio, List<String> all, RunView view) {
    return view.hasPython() ? Stream.concat(all.stream(), Stream.of(ofAsyncio)).toList() : all;
  }

  /** Returns the facts of the run by name. */
  static Map<String, String> facts(RunView view) {
    RunRecord run = view.run();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Machine", run.machine());
    run.jdkBuilds().keySet().forEach(jdk -> facts.put(view.name(jdk), view.build(jdk)));
    facts.put("Started", run.startedUtc());
    facts.put("Preset", run.preset() + ", " + rounds(run));
    facts.putAll(run.conditions());
    return facts;
  }

  /** Returns what run this is, when, where and on which JDKs it was made, one fact per line. */
  static List<String> lines(RunView view) {
    RunRecord run = view.run();
    List<String> lines = new ArrayList<>();
    lines.add("run " + run.id());
    lines.add(
        String.format(
            Locale.ROOT, "preset %s, %s, started %s", run.preset(), rounds(run), run.startedUtc()));
    lines.add("machine " + run.machine());
    run.jdkBuilds().keySet().forEach(jdk -> lines.add(view.whole(jdk)));
    run.conditions().forEach((name, value) -> lines.add(name + ": " + value));
    if (isSmoke(run)) {
      lines.add(SMOKE);
    }
    return lines;
  }

  static String rounds(RunRecord run) {
    long machines = AcrossMachines.machines(run);
    return Digits.counted(run.rounds(), "round")
        + (machines > 1 ? " on " + machines + " machines" : "");
  }

  /** Tells whether a run is a smoke run. */
  public static boolean isSmoke(RunRecord run) {
    return run.preset().equals("smoke");
  }
}
