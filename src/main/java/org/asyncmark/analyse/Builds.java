package org.asyncmark.analyse;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Full builds of runtimes as titles and sentences name them: those of JDKs, and of CPythons. */
public final class Builds {
  private static final Pattern PYTHON = Pattern.compile("\\s*\\bCPython\\b");

  private Builds() {}

  /** Tells whether a build is that of a CPython, for example {@code 3.11.7 CPython}. */
  public static boolean isPython(String build) {
    return PYTHON.matcher(build).find();
  }

  /**
   * Returns a build with what it is in front, for example {@code JDK 25.0.3+9-LTS Eclipse Adoptium}
   * or {@code CPython 3.11.7}.
   */
  public static String named(String build) {
    return named(List.of(build));
  }

  /** Returns the same of several, for example {@code JDK 17.0.15+6, 25.0.3+9; CPython 3.11.7}. */
  static String named(Collection<String> builds) {
    return kinds(builds, of -> String.join(", ", of));
  }

  /**
   * Returns what is compared with what where the builds are compared, JDKs among themselves and
   * Pythons among themselves: the first of a kind is the base of the others. Empty text if there is
   * one of each at most.
   */
  static String compared(Collection<String> builds) {
    return kinds(
        builds,
        of ->
            of.size() < 2
                ? ""
                : of.get(0) + " (base) vs " + String.join(", ", of.subList(1, of.size())));
  }

  private static String kinds(Collection<String> builds, Function<List<String>, String> words) {
    List<String> jdks = builds.stream().filter(build -> !isPython(build)).toList();
    List<String> pythons =
        builds.stream()
            .filter(Builds::isPython)
            .map(build -> PYTHON.matcher(build).replaceAll("").strip())
            .toList();
    return Stream.of(kind("JDK ", words.apply(jdks)), kind("CPython ", words.apply(pythons)))
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String kind(String name, String words) {
    return words.isEmpty() ? "" : name + words;
  }
}
