package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Goodness;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.Metric;
import org.asyncmark.analyse.Verdict;

/**
 * A condition on verdicts, {@code slower>5%}: some contrast has the verdict, and its estimate is a
 * change of more than that, whatever its sign. The margin of the interval plays no part, because
 * the verdict was tested already. An inconclusive contrast was judged and meets no condition; one
 * without a verdict was not judged.
 *
 * @param verdict faster, slower, less or more
 * @param percent 0 and up
 */
public record FailIf(Verdict verdict, double percent) {
  private static final String WITHOUT_DIRECTION =
      " does not tell whether less or more of it is faster";

  private static final Pattern CONDITION =
      Pattern.compile("\\s*(faster|slower|less|more)\\s*(?:>\\s*(\\d+(?:\\.\\d+)?)\\s*%)?\\s*");

  /** Contrasts that are named where many cannot be judged. */
  private static final int NAMED = 10;

  /**
   * Reads a condition; without a number every such verdict meets it.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static FailIf of(String text) {
    Matcher matcher = CONDITION.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "want faster, slower, less or more, and >N% after it, for example 'slower>5%', or"
              + " something that forks count and >N, for example 'threads.peak>100', got '"
              + text
              + "'");
    }
    Verdict verdict = Verdict.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
    String percent = matcher.group(2);
    return new FailIf(verdict, percent == null ? 0 : Double.parseDouble(percent));
  }

  /** Tells whether a word is a verdict that a condition may be about. */
  static boolean isVerdict(String word) {
    return CONDITION.matcher(word).matches();
  }

  /** Returns a line for each contrast that meets the condition, in the order of the tables. */
  public List<String> met(List<ContrastTable> tables) {
    List<String> met = new ArrayList<>();
    List<ContrastRow> rows = tables.stream().flatMap(table -> table.rows().stream()).toList();
    for (ContrastRow row : rows) {
      for (ContrastRow.Score score : row.scores()) {
        if (score.contrast().judgement().verdict() == verdict && change(score) > percent) {
          ContrastWords words = new ContrastWords(score.contrast());
          met.add(
              String.format(
                  Locale.ROOT,
                  "%s: %s, %s, %s %s %s n=%d %s",
                  this,
                  row.label(),
                  row.against(),
                  score.measure().word(),
                  score.change(),
                  words.interval(),
                  score.contrast().rounds(),
                  words.verdict()));
        }
      }
    }
    return met;
  }

  /** Returns the size of a change; from nothing to something it is beyond all percentages. */
  private static double change(ContrastRow.Score score) {
    Double known = score.contrast().percent();
    if (known != null) {
      return Math.abs(known);
    }
    return score.contrast().judgement().verdict() == Verdict.MORE ? Double.POSITIVE_INFINITY : 100;
  }

  /**
   * Returns why the condition could not be judged: a heading, and a line for each contrast that has
   * no verdict; empty if all of them have one.
   *
   * @param asked whether the metrics were asked for; of those that are compared by default the
   *     first that the condition is about is what counts, because short runs never have a p99
   */
  public List<String> undecided(List<ContrastTable> tables, boolean asked) {
    List<String> without = new ArrayList<>();
    int judged = 0;
    for (ContrastTable table : tables) {
      table.runs().missing().forEach(label -> without.add(label + ": in run 1 only"));
      for (ContrastRow row : table.rows()) {
        if (row.scores().isEmpty() && row.base() != null) {
          without.add(row.label() + ", " + row.against() + ": " + row.reason());
        }
        List<ContrastRow.Score> scores =
            row.scores().stream().filter(this::concerns).limit(asked ? Long.MAX_VALUE : 1).toList();
        for (ContrastRow.Score score : scores) {
          Judgement judgement = score.contrast().judgement();
          String what = String.join(", ", row.label(), row.against(), score.measure().word());
          if (judgement.verdict() == Verdict.NONE) {
            without.add(what + ": " + judgement.annotation());
          } else if (isScoreWithoutDirection(score)) {
            without.add(what + ": " + score.contrast().metric().unit() + WITHOUT_DIRECTION);
          } else {
            judged++;
          }
        }
      }
    }
    return without.isEmpty() && judged > 0 ? List.of() : told(without, judged);
  }

  private List<String> told(List<String> without, int judged) {
    if (without.isEmpty()) {
      return List.of(
          this + " could not be judged: nothing that was compared can be " + verdict.label());
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s could not be judged in %d of %d contrasts:",
            this,
            without.size(),
            without.size() + judged));
    without.stream().limit(NAMED).map(line -> "  " + line).forEach(lines::add);
    if (without.size() > NAMED) {
      lines.add("  and " + (without.size() - NAMED) + " more");
    }
    return lines;
  }

  /** Tells whether a contrast may have the verdict; of what neither arm has nothing is known. */
  private boolean concerns(ContrastRow.Score score) {
    Metric metric = score.contrast().metric();
    boolean speed =
        metric.goodness() == Goodness.LOWER_IS_FASTER
            || metric.goodness() == Goodness.HIGHER_IS_FASTER;
    boolean measured = !metric.unit().isEmpty() || score.base().number() != null;
    return measured && (speed == isOfSpeed() || isScoreWithoutDirection(score));
  }

  /** Tells whether a score is in a unit of which nobody knows whether less or more is faster. */
  private boolean isScoreWithoutDirection(ContrastRow.Score score) {
    return isOfSpeed()
        && score.measure().word().equals(Measure.SCORE)
        && score.contrast().metric().goodness() == Goodness.NONE;
  }

  private boolean isOfSpeed() {
    return verdict == Verdict.FASTER || verdict == Verdict.SLOWER;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "--fail-if %s>%s%%", verdict.label(), Digits.plain(percent));
  }
}
