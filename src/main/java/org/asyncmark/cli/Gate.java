package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.report.FailIf;

/**
 * The conditions of {@code compare --fail-if}, and what they make of the exit code.
 *
 * @param conditions may be none
 * @param allowUndecided whether a condition that could not be judged counts as not met
 */
record Gate(List<FailIf> conditions, boolean allowUndecided) {
  Gate {
    conditions = List.copyOf(conditions);
  }

  /**
   * Tells which conditions are met, and which could not be judged.
   *
   * @param asked whether the metrics were asked for
   * @param leftOut the number of results that could not be read
   * @return the exit code
   */
  int judge(List<ContrastTable> tables, boolean asked, int leftOut, PrintWriter err) {
    List<String> met = new ArrayList<>();
    List<String> undecided = new ArrayList<>();
    for (FailIf condition : conditions) {
      met.addAll(condition.met(tables));
      undecided.addAll(condition.undecided(tables, asked));
    }
    if (!conditions.isEmpty() && leftOut > 0) {
      undecided.add("--fail-if could not be judged of what was left out: " + leftOut);
    }
    met.forEach(err::println);
    undecided.forEach(err::println);
    if (!undecided.isEmpty() && !allowUndecided) {
      err.println(
          "measure at least 6 forks of each (JMH: -f 6) and the same on both sides, leave out with"
              + " --metric what was not measured, or accept it with --allow-undecided");
    }
    return met.isEmpty() ? undecided(!undecided.isEmpty()) : Errors.CONDITION_MET;
  }

  /**
   * Tells of each condition that it could not be judged.
   *
   * @param reason in words
   * @return the exit code
   */
  int judgeNothing(String reason, PrintWriter err) {
    conditions.forEach(each -> err.println(each + " could not be judged: " + reason));
    return undecided(!conditions.isEmpty());
  }

  private int undecided(boolean any) {
    return any && !allowUndecided ? Errors.FAILED : 0;
  }
}
