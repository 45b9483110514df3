package org.asyncmark.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The columns of what was counted: names that JMH's profilers give, in the words of a table. */
final class CountNames {
  /** What every fork counts, in the order of the columns; patterns add their own before them. */
  private static final List<String> OF_EVERY_FORK =
      List.of(
          "cpu",
          "gc.alloc.rate.norm",
          "switches.voluntary",
          "switches.involuntary",
          "threads.peak");

  private static final Map<String, String> WORDS =
      Map.of(
          "gc.alloc.rate.norm", "allocated",
          "switches.voluntary", "voluntary switches",
          "switches.involuntary", "involuntary switches",
          "threads.peak", "most platform threads");

  private CountNames() {}

  /** Returns the names that are shown: a pattern's own first; the collector's others are not. */
  static List<String> inOrder(Collection<String> names) {
    Stream<String> own =
        names.stream().filter(name -> name.indexOf('.') < 0 && !OF_EVERY_FORK.contains(name));
    return Stream.concat(own, OF_EVERY_FORK.stream().filter(names::contains)).toList();
  }

  /** Returns the heading of a column, for example {@code cpu µs/op}. */
  static String heading(String name, String unit) {
    return (WORDS.getOrDefault(name, name) + " " + unit(unit)).strip();
  }

  /** Returns the name under which forks count what a heading calls by a word. */
  static String name(String word) {
    return WORDS.entrySet().stream()
        .filter(each -> each.getValue().equals(word))
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(word);
  }

  /** Returns a unit as it is shown; a plain number has none. */
  static String unit(String unit) {
    return unit.equals("#") ? "" : unit.replace("us/op", "µs/op").replace("#/", "/");
  }
}
