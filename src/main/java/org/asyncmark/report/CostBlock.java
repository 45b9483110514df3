package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;

/** What an op takes beside time at both ends of a question, where that differs. */
final class CostBlock {
  private static final Map<String, String> WORDS =
      Map.of("cpu", "CPU time", "allocated", "allocated", "threads.peak", "platform threads");

  private CostBlock() {}

  /** Returns the block of the first placement; empty if nothing differs or was counted. */
  static Optional<Summary.Block> of(RunRecord run, Question question) {
    List<String> words =
        Stream.of("cpu", "allocated", "threads.peak")
            .filter(word -> Measure.isCounted(word, run))
            .toList();
    if (words.isEmpty()) {
      return Optional.empty();
    }
    ContrastTable table = Migration.within(run, question, words, run.criteria().delta()).get(0);
    List<List<String>> rows = new ArrayList<>();
    AnswerBlock.cells(table)
        .forEach(
            (label, cell) -> {
              ContrastRow whole = Summary.whole(question, cell);
              if (whole != null && whole.scores().stream().anyMatch(CostBlock::differs)) {
                List<String> row = new ArrayList<>(List.of(label));
                whole.scores().forEach(score -> row.add(told(score)));
                rows.add(row);
              }
            });
    List<String> header = new ArrayList<>(List.of("cell"));
    words.forEach(word -> header.add(WORDS.getOrDefault(word, word)));
    String title =
        AnswerBlock.place(table)
            + ", what an op takes, "
            + question.to()
            + " against "
            + question.from();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new Summary.Block(title, header, rows, 0));
  }

  private static boolean differs(ContrastRow.Score score) {
    return score.contrast().judgement().verdict().isDifference();
  }

  private static String told(ContrastRow.Score score) {
    String change = score.change();
    if (change.equals("-") || change.equals("none")) {
      return change;
    }
    String ends = score.base().text() + " → " + score.beside();
    return ends + ", " + change + " " + Summary.told(score.contrast());
  }
}
