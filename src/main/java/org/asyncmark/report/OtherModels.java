package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Question;
import org.jspecify.annotations.Nullable;

/**
 * The models that the question leaves out, on the JDK where it ends. Asyncio has sentences of its
 * own.
 */
final class OtherModels {
  private OtherModels() {}

  /**
   * Returns the block of a table of models.
   *
   * @param question null if there is none: then all models are told, on the last JDK
   * @return empty if there are no other models
   */
  static Optional<Summary.Block> block(ContrastTable models, @Nullable Question question) {
    List<ContrastRow> contrasts =
        models.rows().stream()
            .filter(row -> row.base() != null && !row.other().ofPython())
            .toList();
    if (contrasts.isEmpty()) {
      return Optional.empty();
    }
    String last = contrasts.get(contrasts.size() - 1).other().jdk();
    String jdk = question == null ? last : question.to().jdk();
    List<ContrastRow> rows =
        contrasts.stream()
            .filter(row -> row.other().jdk().equals(jdk))
            .filter(row -> question == null || !asked(question, row))
            .toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.add(row.other().model()));
    Arm base = Objects.requireNonNull(rows.get(0).base(), "all have one");
    List<String> header = new ArrayList<>(List.of("cell", base.model()));
    names.forEach(name -> header.add(name + " [95 % CI]"));
    Map<String, List<ContrastRow>> cells =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.label().replace(" JDK " + jdk, ""),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<List<String>> lines = new ArrayList<>();
    cells.forEach((label, cell) -> lines.add(line(label, cell, names)));
    String title = AnswerBlock.place(models) + ", other models on " + jdk;
    return Optional.of(new Summary.Block(title, header, lines, 0));
  }

  private static boolean asked(Question question, ContrastRow row) {
    return row.other().model().equals(question.to().model())
        && row.base() != null
        && row.base().model().equals(question.from().model());
  }

  private static List<String> line(String label, List<ContrastRow> cell, Set<String> models) {
    List<String> line = new ArrayList<>(List.of(label));
    line.add(Summary.dashed(cell.get(0).scores().get(0).base().text()));
    for (String model : models) {
      line.add(
          cell.stream()
              .filter(row -> row.other().model().equals(model))
              .findFirst() // the idiomatic mechanism
              .map(row -> Summary.whole(row.scores().get(0)))
              .orElse("-"));
    }
    return line;
  }
}
