package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.Verdict;

/** A table of contrasts in words: its columns, the cells of its rows, and its small print. */
record ContrastCells(ContrastTable table) {
  /** Returns the names of the columns. */
  List<String> header() {
    String first = table.measures().get(0).word();
    List<String> header =
        new ArrayList<>(
            List.of(
                "what", "compared", "base " + first, first, "change", "[95 % CI]", "n", "verdict"));
    for (Measure measure : table.measures().subList(1, table.measures().size())) {
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
      cells.add(ContrastWords.brief(score) + mark(score));
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
        table.rows().stream()
            .flatMap(row -> row.scores().stream())
            .map(ContrastRow.Score::contrast)
            .filter(contrast -> contrast.judgement().verdict() == Verdict.NONE)
            .anyMatch(contrast -> contrast.screening() != null);
    if (screening) {
      notes.add(
          "screening: the change of fewer forks than a verdict needs, with the interval that their"
              + " number allows, for a look alone");
    }
    if (table.measures().size() > 1) {
      notes.add("further metrics: ~ equivalent, ? inconclusive, - no verdict, else the verdict");
    }
    return notes;
  }

  /** Returns the small print of all verdicts, each once, in the order of the rows. */
  private List<String> annotations() {
    return table.rows().stream()
        .flatMap(row -> row.scores().stream())
        .map(score -> score.contrast().judgement().annotation())
        .filter(annotation -> !annotation.isEmpty())
        .distinct()
        .toList();
  }
}
