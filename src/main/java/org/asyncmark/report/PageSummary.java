package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.Verdict;

/**
 * What stands before everything else on the page: lines of text, one table, further lines. All of
 * it is plain text.
 *
 * @param before lines above the table
 * @param header of the table; empty if there is none
 * @param rows of the table, as many cells each as the header has
 * @param after lines below the table
 */
record PageSummary(
    List<String> before, List<String> header, List<List<String>> rows, List<String> after) {
  private static final int MOST_ROWS = 24;

  PageSummary {
    before = List.copyOf(before);
    header = List.copyOf(header);
    rows = List.copyOf(rows);
    after = List.copyOf(after);
  }

  /** Returns how many contrasts have each verdict, and those that show something. */
  static PageSummary of(RunView view) {
    List<String> before = new ArrayList<>();
    view.run().question().map(Question::inWords).map(q -> "Question: " + q).ifPresent(before::add);
    Map<String, Integer> counts = new LinkedHashMap<>();
    List<List<String>> rows = new ArrayList<>();
    for (ContrastRow row : view.contrasts().stream().flatMap(t -> t.rows().stream()).toList()) {
      if (row.scores().isEmpty()) {
        continue;
      }
      ContrastRow.Score score = row.scores().get(0);
      ContrastWords words = new ContrastWords(score.contrast());
      Verdict verdict = score.contrast().judgement().verdict();
      counts.merge(verdict.label(), 1, Integer::sum);
      if (verdict.isDifference() || verdict == Verdict.EQUIVALENT) {
        rows.add(
            List.of(
                row.label(),
                row.against(),
                score.base().text(),
                score.change() + " " + words.interval(),
                mark(verdict) + " " + words.verdict()));
      }
    }
    List<String> told = new ArrayList<>();
    counts.forEach((verdict, count) -> told.add(count + " " + verdict));
    before.add(
        told.isEmpty() ? "Nothing was compared." : "Contrasts: " + String.join(", ", told) + ".");
    int more = rows.size() - MOST_ROWS;
    return new PageSummary(
        before,
        rows.isEmpty() ? List.of() : List.of("cell", "compared", "base", "change", "verdict"),
        rows.subList(0, Math.min(rows.size(), MOST_ROWS)),
        more > 0 ? List.of("And " + more + " more below.") : List.of());
  }

  /** Returns a mark that needs no colour. */
  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case FASTER, LESS -> "▼";
      case SLOWER, MORE -> "▲";
      case EQUIVALENT -> "=";
      case INCONCLUSIVE -> "?";
      case NONE -> "-";
    };
  }

  /** Returns the summary as the template shows it. */
  Map<String, Object> model() {
    return Map.of("before", before, "header", header, "rows", rows, "after", after);
  }
}
