package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.asyncmark.analyse.Verdict;

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

  /** Returns the same with one more warning, in front of the others. */
  public ContrastTable withWarning(String sentence) {
    return withWarnings(List.of(sentence));
  }

  /** Returns the same with more warnings, in front of the others. */
  public ContrastTable withWarnings(List<String> sentences) {
    List<String> all = new ArrayList<>(sentences);
    all.addAll(warnings);
    return new ContrastTable(name, title, all, facts, measures, rows, runs);
  }

  /** Returns the small print of all verdicts, each once, in the order of the rows. */
  List<String> annotations() {
    Set<String> all = new LinkedHashSet<>();
    for (ContrastRow row : rows) {
      for (ContrastRow.Score score : row.scores()) {
        String annotation = score.contrast().judgement().annotation();
        if (!annotation.isEmpty()) {
          all.add(annotation);
        }
      }
    }
    return List.copyOf(all);
  }

  /** Returns the names of the columns. */
  List<String> header() {
    String first = measures.get(0).word();
    List<String> header =
        new ArrayList<>(
            List.of(
                "what", "compared", "base " + first, first, "change", "[95 % CI]", "n", "verdict"));
    for (Measure measure : measures.subList(1, measures.size())) {
      header.add(measure.word() + " change [95 % CI] n");
    }
    return header;
  }

  /** Returns the words of a row, one for each column; with a reason only the first three. */
  List<String> cells(ContrastRow row) {
    List<String> cells = new ArrayList<>(List.of(row.label(), row.against()));
    if (!row.reason().isEmpty()) {
      cells.add(row.reason());
      return cells;
    }
    ContrastRow.Score first = row.scores().get(0);
    ContrastWords words = new ContrastWords(first.contrast());
    cells.add(first.base().text().isEmpty() ? "-" : first.base().text());
    cells.add(first.other().text().isEmpty() ? "-" : first.other().text());
    cells.add(first.change());
    cells.add(words.interval());
    cells.add(Integer.toString(first.contrast().rounds()));
    cells.add(words.verdict() + mark(first));
    for (ContrastRow.Score score : row.scores().subList(1, row.scores().size())) {
      cells.add(score.brief() + mark(score));
    }
    return cells;
  }

  private String mark(ContrastRow.Score score) {
    int place = annotations().indexOf(score.contrast().judgement().annotation());
    return place < 0 ? "" : " (" + (place + 1) + ")";
  }

  /** Returns what stands below the table, one line each. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    List<String> annotations = annotations();
    for (int i = 0; i < annotations.size(); i++) {
      notes.add("(" + (i + 1) + ") " + annotations.get(i));
    }
    boolean screening =
        rows.stream()
            .flatMap(row -> row.scores().stream())
            .map(ContrastRow.Score::contrast)
            .filter(contrast -> contrast.judgement().verdict() == Verdict.NONE)
            .anyMatch(contrast -> contrast.screening() != null);
    if (screening) {
      notes.add(
          "screening: the change of fewer forks than a verdict needs, with the interval that their"
              + " number allows, for a look alone");
    }
    if (measures.size() > 1) {
      notes.add("further metrics: ~ equivalent, ? inconclusive, - no verdict, else the verdict");
    }
    return notes;
  }
}
