package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
                "what",
                "compared",
                "base " + first,
                paired() ? "paired " + first : first,
                "change",
                "[95 % CI]",
                "n",
                "verdict"));
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
    cells.add(Summary.dashed(first.base().text()));
    cells.add(Summary.dashed(first.beside()));
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

  /** Returns the small print under the numbers that verdicts have. */
  List<String> numbered() {
    List<String> annotations = annotations();
    return IntStream.range(0, annotations.size())
        .mapToObj(i -> "(" + (i + 1) + ") " + annotations.get(i))
        .toList();
  }

  /** Returns what the columns and words of the table mean, alike for all tables that have them. */
  List<String> legend() {
    List<String> legend = new ArrayList<>();
    if (paired()) {
      String first = table.measures().get(0).word();
      legend.add(
          String.format(
              Locale.ROOT,
              "paired %s: the base times the change, which compares arms measured side by side; an"
                  + " arm's own median may differ",
              first));
    }
    boolean screening =
        scores()
            .map(ContrastRow.Score::contrast)
            .filter(contrast -> contrast.judgement().verdict() == Verdict.NONE)
            .anyMatch(contrast -> contrast.screening() != null);
    if (screening) {
      legend.add(
          "screening: too few forks for a verdict; the change and its interval show where to look");
    }
    if (table.measures().size() > 1) {
      legend.add("further metrics: ~ equivalent, ? inconclusive, - no verdict, else the verdict");
    }
    return legend;
  }

  /** Tells whether what stands beside a base is reckoned from arms measured side by side. */
  private boolean paired() {
    return table.rows().stream()
        .flatMap(row -> row.scores().stream().limit(1))
        .anyMatch(ContrastRow.Score::paired);
  }

  private Stream<ContrastRow.Score> scores() {
    return table.rows().stream().flatMap(row -> row.scores().stream());
  }

  /** Returns the small print of all verdicts, each once, in the order of the rows. */
  private List<String> annotations() {
    return scores()
        .map(score -> score.contrast().judgement().annotation())
        .filter(annotation -> !annotation.isEmpty())
        .distinct()
        .toList();
  }
}
