package org.asyncmark.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Measures {@link WaiterMemory} for models and primitives, and says it in a table. */
public final class WaiterMemoryTable {
  private static final List<String> COLUMNS =
      List.of(
          "heapTo1e4", "heapTo1e5", "heapTo1e6", "residentTo1e4", "residentTo1e5", "residentTo1e6");
  private static final String ROW = "%-9s %-10s %-5s %8s %8s %8s  %8s %8s %8s%n";

  private WaiterMemoryTable() {}

  /** Returns the lines above the rows. */
  public static String heading() {
    return "bytes for each task that waits; slopes from 10^3 to 10^4, on to 10^5, on to 10^6 tasks;\n"
        + "-Xmx4g -XX:+UseSerialGC; cold: the first to wait are interpreted; warm: 50 000 waited before\n"
        + String.format(
            Locale.ROOT,
            ROW,
            "model",
            "waits for",
            "JIT",
            "heap 1e4",
            "1e5",
            "1e6",
            "res. 1e4",
            "1e5",
            "1e6");
  }

  /** Returns the lines below the rows. */
  public static String notes() {
    return "n/a: platform threads are kept to 10^4, because systems limit them; cold virtual threads to\n"
        + "10^5, because a million of their stacks does not fit into the heap; resident memory is that\n"
        + "of Linux\n";
  }

  /**
   * Measures and returns one row.
   *
   * @param java the executable that measures
   * @throws IllegalStateException if the fork gave no result
   */
  public static String row(Path java, Model model, WaitedFor what, boolean warm) {
    try {
      Collection<RunResult> results =
          QuietJmh.run(
              new OptionsBuilder()
                  .include("^" + WaiterMemory.class.getName() + "\\.park$")
                  .jvm(java.toString())
                  .param("model", model.name())
                  .param("what", what.name())
                  .param("warm", Boolean.toString(warm)));
      Map<String, Double> bytes = new TreeMap<>();
      for (Result<?> result : results.iterator().next().getSecondaryResults().values()) {
        bytes.put(result.getLabel(), result.getScore());
      }
      return row(model, what, warm, bytes);
    } catch (RunnerException e) {
      throw new IllegalStateException(
          "no memory of "
              + model.id()
              + " waiting for a "
              + what.id()
              + ": "
              + e.getMessage()
              + "; run the benchmark WaiterMemory alone to see why",
          e);
    }
  }

  static String row(Model model, WaitedFor what, boolean warm, Map<String, Double> bytes) {
    List<Object> cells = new ArrayList<>(List.of(model.id(), what.id(), warm ? "warm" : "cold"));
    for (String column : COLUMNS) {
      // JMH adds up what is not a number to 0, which no task that waits costs
      double value = bytes.getOrDefault(column, 0.0);
      cells.add(value == 0 ? "n/a" : String.format(Locale.ROOT, "%.0f", value));
    }
    return String.format(Locale.ROOT, ROW, cells.toArray());
  }
}
