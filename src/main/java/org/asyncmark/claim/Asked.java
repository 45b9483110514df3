package org.asyncmark.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.Migration;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of a run, so that it can be asked again.
 *
 * @param from JDK and model where a service is; null if the contrasts of a key were asked for
 * @param to where it may go; null as {@code from}
 * @param column the key that is compared, for example {@code jdk}; empty for the first that has
 *     several values, or with a question
 * @param metric for example {@code p50}
 * @param delta least ratio that matters, less 1
 */
public record Asked(
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String from,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String to,
    String column,
    String metric,
    double delta) {
  /** Returns what is asked by a question. */
  public static Asked of(Question question, String metric, double delta) {
    return new Asked(question.from().toString(), question.to().toString(), "", metric, delta);
  }

  /** Returns what is asked, for example {@code the question 17:platform → 25:virtual, p50}. */
  public String inWords() {
    String what =
        from != null && to != null
            ? "the question " + Question.of(from, to).inWords()
            : column.isEmpty() ? "the first key that has several values" : "key " + column;
    return what + ", " + metric;
  }

  /**
   * Asks a run.
   *
   * @throws IllegalArgumentException if it has no such key, metric, JDK or model
   */
  public List<ContrastTable> of(RunRecord run) {
    List<String> metrics = List.of(metric);
    return from == null || to == null
        ? Contrasts.within(run, Grouping.by(column), metrics, delta)
        : Migration.within(run, Question.of(from, to), metrics, delta);
  }
}
