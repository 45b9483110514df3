package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
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
        contrasts.stream().filter(row -> row.other().jdk().equals(jdk)).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    Arm base = Objects.requireNonNull(rows.get(0).base(), "all have one");
    Map<String, Map<String, ContrastRow>> cells = new LinkedHashMap<>();
    for (ContrastRow row : rows) {
      String cell = row.label().replace(" JDK " + jdk, "");
      Map<String, ContrastRow> columns = cells.computeIfAbsent(cell, key -> new LinkedHashMap<>());
      columns.putIfAbsent(name(row, columns.keySet()), row);
    }
    if (question != null && base.model().equals(question.from().model())) {
      cells.values().forEach(columns -> columns.remove(question.to().model()));
    }
    cells.values().removeIf(Map::isEmpty);
    Set<String> names = new LinkedHashSet<>();
    cells.values().forEach(columns -> names.addAll(columns.keySet()));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String place = AnswerBlock.place(models);
    if (!Arm.MODELS.containsAll(names)) {
      String title = place + ", other models and mechanisms on " + jdk;
      return Optional.of(oneBelowTheOther(title, base.model(), cells));
    }
    List<String> header = new ArrayList<>(List.of("cell", base.model()));
    names.forEach(name -> header.add(name + " [95 % CI]"));
    List<List<String>> lines = new ArrayList<>();
    cells.forEach((label, columns) -> lines.add(line(label, columns, names)));
    return Optional.of(new Summary.Block(place + ", other models on " + jdk, header, lines, 0));
  }

  /** Mechanisms side by side would be wider than a line. */
  private static Summary.Block oneBelowTheOther(
      String title, String base, Map<String, Map<String, ContrastRow>> cells) {
    List<List<String>> lines = new ArrayList<>();
    cells.forEach(
        (label, columns) ->
            columns.forEach(
                (name, row) ->
                    lines.add(
                        List.of(
                            label + " " + name, base(row), Summary.whole(row.scores().get(0))))));
    return new Summary.Block(title, List.of("cell", base, "change [95 % CI]"), lines, 0);
  }

  private static String base(ContrastRow row) {
    return Summary.dashed(row.scores().get(0).base().text());
  }

  /** The idiomatic mechanism, which is the first, has the name of its model alone. */
  private static String name(ContrastRow row, Set<String> before) {
    Arm arm = row.other();
    boolean first = !before.contains(arm.model()) && !isOfBase(row);
    return first ? arm.model() : arm.model() + ArmKeys.way(arm);
  }

  private static boolean isOfBase(ContrastRow row) {
    Arm base = row.base();
    return base != null && base.model().equals(row.other().model());
  }

  private static List<String> line(
      String label, Map<String, ContrastRow> columns, Set<String> names) {
    List<String> line = new ArrayList<>(List.of(label));
    line.add(base(columns.values().iterator().next()));
    for (String name : names) {
      ContrastRow row = columns.get(name);
      line.add(row == null ? "-" : Summary.whole(row.scores().get(0)));
    }
    return line;
  }
}
