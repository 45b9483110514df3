package org.asyncmark.analyse;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kinds of JVM, as the full builds of JDKs tell them. */
public final class JvmKind {
  /** The kind of a build that does not name another one. */
  public static final String HOT_SPOT = "HotSpot";

  private static final Pattern OTHERS = Pattern.compile("OpenJ9|GraalVM");

  private JvmKind() {}

  /** Returns the kind of a build, for example {@code OpenJ9}. */
  public static String of(String build) {
    Matcher other = OTHERS.matcher(build);
    return other.find() ? other.group() : HOT_SPOT;
  }

  /**
   * Warns if rows compare JVMs of different kinds.
   *
   * @param base the run of the rows' bases
   * @param other the run of the rows' other arms
   * @return a whole sentence or two
   */
  static Optional<String> warning(List<ContrastRow> rows, RunRecord base, RunRecord other) {
    Map<String, Set<String>> crossed = new TreeMap<>();
    for (ContrastRow row : rows) {
      // that asyncio runs on no JVM needs no warning: it is what is compared
      if (row.base() != null && !row.base().ofPython() && !row.other().ofPython()) {
        String before = base.build(row.base().jdk());
        String after = other.build(row.other().jdk());
        if (!of(before).equals(of(after))) {
          crossed.computeIfAbsent(of(before), kind -> new TreeSet<>()).add(before);
          crossed.computeIfAbsent(of(after), kind -> new TreeSet<>()).add(after);
        }
      }
    }
    Set<String> sides = new LinkedHashSet<>();
    crossed.forEach((kind, builds) -> sides.add(kind + " (" + String.join(", ", builds) + ")"));
    return sides.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Different kinds of JVM are compared: "
                + String.join(" and ", sides)
                + ". They differ in compilers, collectors and defaults, so a verdict between them"
                + " says nothing of a version of the JDK.");
  }
}
