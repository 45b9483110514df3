package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;

/**
 * Contrasts with what a reader must know of them.
 *
 * @param name what is compared, for example {@code jdk} or {@code jdk, cpus=1}
 * @param title where the numbers come from: JDK builds, machine, rounds, margin, floor
 * @param warnings whole sentences
 * @param facts what holds for all rows, one line each, for example parameters that are not in the
 *     rows' names
 * @param measures the metrics, the first of them in full
 * @param runs names of the runs that the bases and the others are of
 */
public record ContrastTable(
    String name,
    String title,
    List<String> warnings,
    List<String> facts,
    List<Measure> measures,
    List<ContrastRow> rows,
    Runs runs) {
  public ContrastTable {
    facts = List.copyOf(facts);
    warnings = List.copyOf(warnings);
    measures = List.copyOf(measures);
    rows = List.copyOf(rows);
  }

  /**
   * Two runs, which are one if arms within a run are compared.
   *
   * @param base name of the one that the bases are of
   * @param other name of the one that the others are of
   * @param missing labels of the base's arms that the other does not have
   */
  public record Runs(String base, String other, List<String> missing) {
    public Runs {
      missing = List.copyOf(missing);
    }

    /** Creates the runs of arms within one. */
    static Runs within(String run) {
      return new Runs(run, run, List.of());
    }
  }

  /** Returns the same with more warnings, in front of the others. */
  public ContrastTable withWarnings(List<String> sentences) {
    List<String> all = new ArrayList<>(sentences);
    all.addAll(warnings);
    return new ContrastTable(name, title, all, facts, measures, rows, runs);
  }
}
