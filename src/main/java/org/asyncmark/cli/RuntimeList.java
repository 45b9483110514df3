package org.asyncmark.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.jdk.InstalledJdks;
import org.asyncmark.jdk.InstalledPythons;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.Unusable;
import org.jspecify.annotations.Nullable;

/**
 * Prints the runtimes of a machine.
 *
 * @param withOrigin whether to tell what led to each
 */
record RuntimeList(PrintWriter out, boolean withOrigin) {
  void print(InstalledJdks jdks, InstalledPythons pythons) {
    out.println("JDKs (--jdk)");
    for (Jdk jdk : jdks.usable()) {
      out.printf(Locale.ROOT, "  %-10s %s, %s%n", jdk.name(), jdk.label(), jdk.home());
      origin(jdks.foundBy(), jdk.home());
    }
    unusable(jdks.unusable(), jdks.foundBy());
    out.println("Pythons (--python), for asyncio");
    Python usual = pythons.usual().orElse(null);
    for (Python python : pythons.usable()) {
      out.printf(
          Locale.ROOT,
          "  %-10s %s, %s%s%n",
          python.name(),
          python.label(),
          python.executable(),
          remarks(python, usual));
      origin(pythons.foundBy(), python.executable());
    }
    if (usual == null) {
      out.println("  " + Python.ABSENCE);
    }
    unusable(pythons.unusable(), pythons.foundBy());
  }

  private static String remarks(Python python, @Nullable Python usual) {
    String packages = python.packages().stream().sorted().collect(joining(" and "));
    return (packages.isEmpty() ? "" : "; has " + packages)
        + (python.equals(usual) ? "; measured unless another is named" : "");
  }

  private void unusable(List<Unusable> unusable, Map<Path, List<String>> foundBy) {
    for (Unusable none : unusable) {
      out.printf(Locale.ROOT, "  not usable: %s %s%n", none.home(), none.reason());
      origin(foundBy, none.home());
    }
  }

  private void origin(Map<Path, List<String>> foundBy, Path home) {
    List<String> origins = foundBy.getOrDefault(home, List.of());
    if (withOrigin && !origins.isEmpty()) {
      out.println("    found by " + String.join(", ", origins));
    }
  }
}
