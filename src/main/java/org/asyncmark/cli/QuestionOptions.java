package org.asyncmark.cli;

import java.util.Optional;
import org.asyncmark.analyse.Question;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The two ends of the question that a run answers. */
final class QuestionOptions {
  @Option(
      names = "--from",
      paramLabel = "JDK:MODEL",
      description =
          "where a service is, for example 17:platform; with --to: what the JDK alone changes, what"
              + " the model alone, and what both")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "JDK:MODEL",
      description = "where it may go, for example 25:virtual")
  private @Nullable String to;

  /**
   * Returns the question; empty if none was asked.
   *
   * @throws IllegalArgumentException if one end alone was given, or one is not JDK and model
   */
  Optional<Question> asked() {
    if (from == null && to == null) {
      return Optional.empty();
    }
    if (from == null || to == null) {
      String given = from == null ? "--to" : "--from";
      String missing = from == null ? "--from" : "--to";
      throw new IllegalArgumentException(
          "want both --from and --to, got " + given + " alone; add " + missing);
    }
    return Optional.of(Question.of(from, to));
  }
}
