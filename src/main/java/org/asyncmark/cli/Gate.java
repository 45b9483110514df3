package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.CountLimit;
import org.asyncmark.report.FailIf;

/**
 * The conditions of {@code compare --fail-if}, and what they make of the exit code: 3 if one is
 * met, 1 if one could not be judged or measured, 0 otherwise.
 *
 * @param verdicts conditions on verdicts; may be none
 * @param counts conditions on what forks counted; may be none
 * @param allowUndecided whether a condition that could not be judged or measured counts as not met
 */
record Gate(List<FailIf> verdicts, List<CountLimit> counts, boolean allowUndecided) {
  Gate {
    verdicts = List.copyOf(verdicts);
    counts = List.copyOf(counts);
  }

  /**
   * Reads conditions.
   *
   * @throws IllegalArgumentException if one is none
   */
  static Gate of(List<String> conditions, boolean allowUndecided) {
    List<FailIf> verdicts = new ArrayList<>();
    List<CountLimit> counts = new ArrayList<>();
    for (String condition : conditions) {
      CountLimit.of(condition)
          .ifPresentOrElse(counts::add, () -> verdicts.add(FailIf.of(condition)));
    }
    return new Gate(verdicts, counts, allowUndecided);
  }

  /**
   * Tells which conditions are met, and which could not be judged or measured.
   *
   * @param measured the runs whose counts are looked at
   * @param asked whether the metrics were asked for
   * @param leftOut the number of results that could not be read
   * @return the exit code
   */
  int judge(
      List<ContrastTable> tables,
      List<RunRecord> measured,
      boolean asked,
      int leftOut,
      PrintWriter err) {
    List<String> met = new ArrayList<>();
    List<String> unjudged = new ArrayList<>();
    for (FailIf condition : verdicts) {
      met.addAll(condition.met(tables));
      unjudged.addAll(condition.undecided(tables, asked));
    }
    if (!isEmpty() && leftOut > 0) {
      unjudged.add("--fail-if could not be judged of what was left out: " + leftOut);
    }
    List<String> unmeasured = new ArrayList<>();
    for (CountLimit condition : counts) {
      met.addAll(condition.met(measured));
      unmeasured.addAll(condition.unmeasured(measured));
    }
    Stream.of(met, unjudged, unmeasured).flatMap(List::stream).forEach(err::println);
    if (!unjudged.isEmpty() && !allowUndecided) {
      err.println(
          "measure at least 6 forks of each (JMH: -f 6) and the same on both sides, leave out with"
              + " --metric what was not measured, or accept it with --allow-undecided");
    }
    if (!unmeasured.isEmpty() && !allowUndecided) {
      err.println(
          "leave out the condition, measure what it is about, or accept it with --allow-undecided");
    }
    boolean undecided = !unjudged.isEmpty() || !unmeasured.isEmpty();
    return met.isEmpty() ? undecided(undecided) : Errors.CONDITION_MET;
  }

  /**
   * Tells of each condition that it could not be judged.
   *
   * @param reason in words
   * @return the exit code
   */
  int judgeNothing(String reason, PrintWriter err) {
    Stream.concat(verdicts.stream(), counts.stream())
        .forEach(each -> err.println(each + " could not be judged: " + reason));
    return undecided(!isEmpty());
  }

  private boolean isEmpty() {
    return verdicts.isEmpty() && counts.isEmpty();
  }

  private int undecided(boolean any) {
    return any && !allowUndecided ? Errors.FAILED : 0;
  }
}
