package org.asyncmark.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Row;
import org.asyncmark.model.Model;

/**
 * What the page calls its rows by: an anchor for each cell, and numbers for the patterns, models,
 * JDKs and verdicts that tables are filtered by, so that no name is ever part of a list.
 */
final class PageKeys {
  private static final String NOT_AVAILABLE = "n/a";

  private final Map<Row, String> anchors = new HashMap<>();
  private final List<String> patterns;
  private final List<String> models;
  private final List<String> jdks;
  private final List<String> verdicts;

  /**
   * Creates the keys of a run.
   *
   * @param answers tables of contrasts beside those of the view
   */
  PageKeys(RunView view, List<ContrastTable> answers) {
    List<Arm> arms =
        Stream.concat(
                view.run().arms().stream().map(ArmForks::arm),
                view.run().absent().keySet().stream())
            .toList();
    patterns = arms.stream().map(Arm::pattern).distinct().toList();
    Set<String> present = arms.stream().map(Arm::model).collect(Collectors.toSet());
    models = Model.ids().stream().filter(present::contains).toList();
    Set<String> named = new LinkedHashSet<>(view.run().jdkBuilds().keySet());
    arms.forEach(arm -> named.add(arm.jdk()));
    jdks = List.copyOf(named);
    verdicts =
        Stream.concat(answers.stream(), view.contrasts().stream())
            .flatMap(table -> table.rows().stream())
            .map(PageKeys::verdict)
            .distinct()
            .sorted()
            .toList();
    Set<String> taken = new TreeSet<>();
    for (Row row : view.rows()) {
      String key = "cell-" + view.fileKey(row);
      String free = key;
      for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
        free = key + "-" + i;
      }
      anchors.put(row, free);
    }
  }

  /** Returns the anchor of a cell's section, or empty text if it has none. */
  String anchor(Row row) {
    return anchors.getOrDefault(row, "");
  }

  List<String> models() {
    return models;
  }

  List<String> jdks() {
    return jdks;
  }

  /** Returns the runtimes to choose from: at first the oldest and the newest JDK, and Pythons. */
  List<Map<String, Object>> jdks(RunView view) {
    List<String> java = jdks.stream().filter(jdk -> !view.isPython(jdk)).toList();
    List<Map<String, Object>> choices = new ArrayList<>();
    for (String jdk : jdks) {
      int place = java.indexOf(jdk);
      boolean checked = place <= 0 || place == java.size() - 1;
      choices.add(Map.of("name", view.jdkLabel(jdk), "checked", checked));
    }
    return choices;
  }

  /** Returns what tables can be filtered by, as the template shows it. */
  List<Map<String, Object>> filters(RunView view) {
    return List.of(
        Map.of("key", "pattern", "label", "Pattern", "choices", patterns),
        Map.of("key", "model", "label", "Model", "choices", models),
        Map.of(
            "key",
            "jdk",
            "label",
            view.kind(),
            "choices",
            jdks.stream().map(view::jdkLabel).toList()),
        Map.of("key", "verdict", "label", "Verdict", "choices", verdicts));
  }

  /**
   * Returns the numbers of a row of results.
   *
   * @param jdk of the table
   * @param runtime of the row: another one if it is of asyncio
   */
  Map<String, Object> of(String pattern, String model, String jdk, String runtime) {
    return Map.of(
        "pattern", patterns.indexOf(pattern),
        "model", models.indexOf(model),
        "jdk", both(jdks, jdk, runtime),
        "verdict", "");
  }

  /** Returns the numbers of a contrast, which has two models or two JDKs. */
  Map<String, Object> of(ContrastRow row) {
    Arm other = row.other();
    Arm base = row.base() == null ? other : row.base();
    return Map.of(
        "pattern", patterns.indexOf(other.pattern()),
        "model", both(models, base.model(), other.model()),
        "jdk", both(jdks, base.jdk(), other.jdk()),
        "verdict", verdicts.indexOf(verdict(row)));
  }

  private static String both(List<String> names, String base, String other) {
    List<String> numbers = new ArrayList<>(List.of(Integer.toString(names.indexOf(other))));
    if (!base.equals(other)) {
      numbers.add(Integer.toString(names.indexOf(base)));
    }
    return String.join(" ", numbers);
  }

  private static String verdict(ContrastRow row) {
    return row.scores().isEmpty()
        ? NOT_AVAILABLE
        : row.scores().get(0).contrast().judgement().verdict().label();
  }
}
