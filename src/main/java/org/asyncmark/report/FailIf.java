package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.analyse.Estimate;
import org.asyncmark.analyse.Verdict;

/**
 * A condition on verdicts, {@code slower>5%}: some contrast has the verdict, and its estimate is a
 * change of more than that, whatever its sign. The margin of the interval plays no part, because
 * the verdict was tested already; an inconclusive contrast meets no condition.
 *
 * @param verdict faster, slower, less or more
 * @param percent 0 and up
 */
public record FailIf(Verdict verdict, double percent) {
  private static final Pattern CONDITION =
      Pattern.compile("\\s*(faster|slower|less|more)\\s*(?:>\\s*(\\d+(?:\\.\\d+)?)\\s*%)?\\s*");

  /**
   * Reads a condition; without a number every such verdict meets it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FailIf of(String text) {
    Matcher matcher = CONDITION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "want faster, slower, less or more, and >N% after it, for example 'slower>5%', got '"
              + text
              + "'");
    }
    Verdict verdict = Verdict.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    String percent = matcher.group(2);
    return new FailIf(verdict, percent == null ? 0 : Double.parseDouble(percent));
  }

  /** Returns a line for each contrast that meets the condition, in the order of the tables. */
  public List<String> met(List<ContrastTable> tables) {
    List<String> met = new ArrayList<>();
    List<ContrastRow> rows = tables.stream().flatMap(table -> table.rows().stream()).toList();
    for (ContrastRow row : rows) {
      for (ContrastRow.Score score : row.scores()) {
        Estimate estimate = score.contrast().estimate();
        if (estimate != null
            && score.contrast().judgement().verdict() == verdict
            && Math.abs(estimate.percent()) > percent) {
          ContrastWords words = new ContrastWords(score.contrast());
          met.add(
              String.format(
                  Locale.ROOT,
                  "--fail-if %s>%s%%: %s, %s, %s %s %s n=%d %s",
                  verdict.label(),
                  Digits.plain(percent),
                  row.label(),
                  row.against(),
                  score.measure().word(),
                  words.change(),
                  words.interval(),
                  score.contrast().rounds(),
                  words.verdict()));
        }
      }
    }
    return met;
  }
}
