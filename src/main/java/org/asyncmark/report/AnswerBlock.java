package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Floors;
import org.asyncmark.analyse.Loops;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Step;

/** The answer to a question, a line for each cell. */
final class AnswerBlock {
  private final Question question;
  private final Map<String, List<ContrastRow>> cells;
  private final Set<Step> steps = new TreeSet<>();

  private AnswerBlock(ContrastTable table, Question question) {
    this.question = question;
    this.cells = cells(table);
    table.rows().stream()
        .map(ContrastRow::step)
        .filter(Objects::nonNull)
        .filter(step -> step != Step.INTERACTION)
        .forEach(steps::add);
  }

  /** Returns the rows of a table by their cell. */
  static Map<String, List<ContrastRow>> cells(ContrastTable table) {
    return table.rows().stream()
        .collect(
            Collectors.groupingBy(ContrastRow::label, LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the block of a table. */
  static Summary.Block of(RunRecord run, ContrastTable table, Question question) {
    AnswerBlock block = new AnswerBlock(table, question);
    List<List<String>> rows = new ArrayList<>();
    block.cells.forEach((label, cell) -> rows.add(block.row(label, cell)));
    return new Summary.Block(title(run, table), block.header(), rows, 0);
  }

  /** Returns the title of a table: placement, metric, and by how much identical code differed. */
  static String title(RunRecord run, ContrastTable table) {
    String op = Load.isOpen(run) ? ", p50 of response" : ", p50 of one op";
    return place(table) + op + floor(run, table);
  }

  private static String floor(RunRecord run, ContrastTable table) {
    return "; "
        + new Floors(Loops.around(run, table.rows().get(0).other()))
            .calibration(table.measures().get(0), Floors.place(table.rows().get(0).other(), null))
            .map(
                each ->
                    "identical code differed by up to " + Digits.percent(each.floor()) + " here")
            .orElse(Floors.NOT_MEASURED);
  }

  /**
   * Returns on which CPUs the arms of a table ran, for example {@code one CPU}, and on which
   * machine if there are several.
   */
  static String place(ContrastTable table) {
    Arm arm = table.rows().get(0).other();
    String cpus = arm.ours() ? ArmKey.CPUS.in(arm).orElse("") : "";
    String place =
        switch (cpus) {
          case "" -> "all cells";
          case "1" -> "one CPU";
          case "all" -> "all CPUs";
          default -> "CPUs " + cpus;
        };
    return place + arm.machine().map(machine -> " of machine " + machine).orElse("");
  }

  private List<String> header() {
    List<String> header =
        new ArrayList<>(List.of("cell", question.from().toString(), question.to().toString()));
    for (Step step : steps) {
      if (step != last()) {
        header.add(step.label() + where(step));
      }
    }
    header.add(steps.size() == 1 ? "change [95 % CI]" : last().label() + " [95 % CI]");
    return header;
  }

  /** Returns the JDK on which the model alone is told, if that is not the first one. */
  private String where(Step step) {
    boolean later =
        cells.values().stream()
            .flatMap(List::stream)
            .filter(row -> row.step() == step && row.base() != null)
            .allMatch(row -> row.base() != null && row.base().jdk().equals(question.to().jdk()));
    return step == Step.MODEL_ALONE && later && steps.size() > 1
        ? ", on " + question.to().jdk()
        : "";
  }

  private Step last() {
    return steps.stream().reduce((one, other) -> other).orElse(Step.BOTH);
  }

  private List<String> row(String label, List<ContrastRow> cell) {
    ContrastRow whole = Summary.whole(question, cell);
    List<String> cells = new ArrayList<>(List.of(label));
    if (whole == null) {
      cells.addAll(List.of("-", "-"));
    } else {
      ContrastRow.Score score = whole.scores().get(0);
      cells.add(Summary.dashed(score.base().text()));
      cells.add(Summary.dashed(score.beside()));
    }
    String reason =
        cell.stream()
            .map(ContrastRow::reason)
            .filter(each -> !each.isEmpty())
            .findFirst()
            .orElse("-");
    if (steps.isEmpty()) {
      cells.add(reason); // no cell could be measured at both ends
    }
    for (Step step : steps) {
      ContrastRow of = cell.stream().filter(row -> row.step() == step).findFirst().orElse(null);
      cells.add(of == null ? (step == last() ? reason : "-") : told(of, step));
    }
    return cells;
  }

  private String told(ContrastRow row, Step step) {
    ContrastRow.Score score = row.scores().get(0);
    return step == last() ? Summary.whole(score) : Summary.brief(score);
  }
}
