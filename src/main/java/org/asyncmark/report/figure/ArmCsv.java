package org.asyncmark.report.figure;

import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Row;
import org.asyncmark.report.RunView;
import org.asyncmark.text.Csv;

/** The numbers of a figure as CSV: each line begins with the arm and the run that it is of. */
final class ArmCsv {
  private static final List<String> ARM =
      List.of("run", "pattern", "params", "jdk", "jdk_build", "model", "mechanism", "pool_size");

  private final RunView view;
  private final Csv csv;

  /**
   * Starts the table.
   *
   * @param columns names of those after the arm's
   */
  ArmCsv(RunView view, String... columns) {
    this.view = view;
    this.csv = new Csv(Stream.concat(ARM.stream(), Stream.of(columns)).toArray(String[]::new));
  }

  /**
   * Adds a line.
   *
   * @param row names the parameters
   * @param values one for each of the columns after the arm's
   */
  void line(Row row, Arm arm, Object... values) {
    Stream<Object> start =
        Stream.of(
            view.run().id(),
            row.pattern(),
            row.paramsLabel(),
            arm.jdk(),
            view.jdkBuild(arm.jdk()),
            arm.model(),
            ArmKeys.mechanism(arm),
            ArmKeys.poolSize(arm));
    csv.row(Stream.concat(start, Stream.of(values)).toArray());
  }

  String finish() {
    return csv.finish();
  }
}
