package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.asyncmark.EnvironmentException;

/**
 * Percentiles of two histogram logs side by side, without a verdict.
 *
 * @param base the file that is compared with
 * @param other the file that is compared
 * @param warnings whole sentences
 */
public record PercentileTable(
    String base, String other, List<String> warnings, List<PercentileTable.Row> rows) {
  private static final String NO_VERDICT =
      "No verdict: a log is one observation, however many values are in it, and says nothing of how"
          + " they differ from run to run.";
  private static final String UNIT =
      "Values are as recorded: a log does not say its unit; make sure that both have the same.";

  public PercentileTable {
    warnings = List.copyOf(warnings);
    rows = List.copyOf(rows);
  }

  /**
   * One number of both logs, NaN where there is none.
   *
   * @param tag what was recorded; empty if it has no name
   * @param what a percentile, {@code max} or {@code count}
   */
  public record Row(String tag, String what, double base, double other) {
    /** Returns how many times the base the other is; NaN if the base is 0. */
    public double ratio() {
      return base == 0 ? Double.NaN : other / base;
    }

    /** Returns the tag, or words if there is none. */
    public String label() {
      return tag.isEmpty() ? "(no tag)" : tag;
    }
  }

  /**
   * Compares the tags that both logs have.
   *
   * @param base name of a file
   * @param before what is in it, by tag
   * @param other name of a file
   * @param after what is in it, by tag
   * @throws EnvironmentException if they have no tag in common; the message lists them
   */
  public static PercentileTable of(
      String base,
      Map<String, Distribution> before,
      String other,
      Map<String, Distribution> after) {
    Set<String> common = new TreeSet<>(before.keySet());
    common.retainAll(after.keySet());
    if (common.isEmpty()) {
      throw new EnvironmentException(
          "want a tag that both logs have, got "
              + names(before.keySet())
              + " in "
              + base
              + " and "
              + names(after.keySet())
              + " in "
              + other
              + "; compare logs of the same tags");
    }
    List<String> warnings = new ArrayList<>(List.of(NO_VERDICT, UNIT));
    List<Row> rows = new ArrayList<>();
    for (String tag : common) {
      Distribution some = Objects.requireNonNull(before.get(tag), "both have the tag");
      Distribution same = Objects.requireNonNull(after.get(tag), "both have the tag");
      rows(tag, some, same, rows, warnings);
      empty(base, tag, some, warnings);
      empty(other, tag, same, warnings);
    }
    onlyIn(base, before.keySet(), common, warnings);
    onlyIn(other, after.keySet(), common, warnings);
    return new PercentileTable(base, other, warnings, rows);
  }

  private static void rows(
      String tag, Distribution before, Distribution after, List<Row> rows, List<String> warnings) {
    List<String> rare = new ArrayList<>();
    for (double percent : Distribution.PERCENTILES) {
      String what = "p" + Digits.plain(percent);
      rows.add(new Row(tag, what, before.percentile(percent), after.percentile(percent)));
      if (!Quantiles.supported(Math.min(before.count(), after.count()), percent / 100)) {
        rare.add(what);
      }
    }
    rows.add(new Row(tag, "max", before.max(), after.max()));
    rows.add(new Row(tag, "count", before.count(), after.count()));
    if (!rare.isEmpty()) {
      warnings.add(
          "Fewer than 10 values lie beyond "
              + String.join(", ", rare)
              + " of "
              + names(Set.of(tag))
              + ": these are hardly more than its greatest values.");
    }
  }

  private static void empty(String name, String tag, Distribution values, List<String> warnings) {
    if (values.count() == 0) {
      warnings.add("No values of " + names(Set.of(tag)) + " in " + name + ".");
    }
  }

  private static void onlyIn(
      String name, Set<String> all, Set<String> common, List<String> warnings) {
    Set<String> alone = new TreeSet<>(all);
    alone.removeAll(common);
    if (!alone.isEmpty()) {
      warnings.add("Only in " + name + ": " + names(alone) + ".");
    }
  }

  private static String names(Set<String> tags) {
    return String.join(", ", tags.stream().map(tag -> new Row(tag, "", 0, 0).label()).toList());
  }

  /** Returns the title. */
  public String title() {
    return "HISTOGRAMS · run 1 (base) " + base + " · run 2 " + other;
  }
}
