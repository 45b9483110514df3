package org.asyncmark.pattern;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.asyncmark.analyse.Value;

/**
 * How many CPUs a fork runs on, and which: {@code all} that the machine gives, a number of them, or
 * a list such as {@code 2-3} or {@code 0+2}. It is a parameter of every cell, because on one CPU a
 * cell shows what a model costs, and on several also how well it spreads.
 *
 * @param text as it is written on the command line and in labels
 */
public record Cpus(String text) {
  /** Name of the parameter. */
  public static final String PARAM = "cpus";

  private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,3}");
  private static final Pattern LIST =
      Pattern.compile("\\d{1,4}(-\\d{1,4})?(\\+\\d{1,4}(-\\d{1,4})?)*");

  /** The machine's CPUs, without a placement. */
  public static final Cpus ALL = new Cpus("all");

  /** One CPU, whichever. */
  public static final Cpus ONE = new Cpus("1");

  /**
   * Checks the text.
   *
   * @throws IllegalArgumentException if it is none of the three
   */
  public Cpus {
    boolean list = LIST.matcher(text).matches() && (text.contains("-") || text.contains("+"));
    if (!text.equals("all") && !COUNT.matcher(text).matches() && !list) {
      throw new IllegalArgumentException(
          "cpus must be all, a number of CPUs, or a list such as 2-3 or 0+2, got '" + text + "'");
    }
  }

  /** Returns the CPUs of a cell; all if it does not say. */
  public static Cpus of(Map<String, Value> params) {
    return params.containsKey(PARAM) ? new Cpus(params.get(PARAM).toString()) : ALL;
  }

  /** Returns how many CPUs a cell's forks have, 1 and up; of all, those of this JVM. */
  public int count() {
    if (isAll()) {
      return Runtime.getRuntime().availableProcessors();
    }
    return isList() ? listed().size() : Integer.parseInt(text);
  }

  /** Tells whether no CPU is left out. */
  public boolean isAll() {
    return text.equals(ALL.text);
  }

  /** Tells whether the CPUs are given by their numbers. */
  public boolean isList() {
    return text.contains("-") || text.contains("+");
  }

  /**
   * Returns the numbers of a list, in order.
   *
   * @throws IllegalArgumentException if a range runs backwards
   * @throws IllegalStateException if this is no list
   */
  public TreeSet<Integer> listed() {
    if (!isList()) {
      throw new IllegalStateException(text + " names no CPUs by number");
    }
    TreeSet<Integer> numbers = new TreeSet<>();
    for (String part : text.split("\\+")) {
      String[] ends = part.split("-");
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      if (last < first) {
        throw new IllegalArgumentException(
            "cpus range " + part + " runs backwards; write " + last + "-" + first);
      }
      for (int cpu = first; cpu <= last; cpu++) {
        numbers.add(cpu);
      }
    }
    return numbers;
  }
}
