package org.asyncmark.jdk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;

/**
 * The JDKs of a machine.
 *
 * @param usable by feature release, ascending; within one, the newest build first, and of builds of
 *     the same number that with HotSpot. The newest build of feature release N has the name {@code
 *     N}, an older one is named after its build
 * @param unusable folders that look like a JDK and are none that can be used, by path
 * @param foundBy what led to each home, for example {@code JAVA_HOME}, {@code ~/.jenv/versions}
 */
public record InstalledJdks(
    List<Jdk> usable, List<Unusable> unusable, Map<Path, List<String>> foundBy) {
  public InstalledJdks {
    usable = List.copyOf(usable);
    unusable = List.copyOf(unusable);
    foundBy = Map.copyOf(foundBy);
  }

  /** Orders and names what was found, and keeps what led to it. */
  public static InstalledJdks of(
      List<Jdk> found, List<Unusable> unusable, Map<Path, List<String>> foundBy) {
    List<Jdk> sorted =
        found.stream()
            .sorted(
                Comparator.comparingInt(Jdk::feature)
                    .thenComparing(Jdk::version, Runtime.Version::compareToIgnoreOptional)
                    .reversed()
                    .thenComparing(jdk -> !jdk.vm().equals(Jdk.HOT_SPOT))
                    .thenComparing(Jdk::vendor)
                    .thenComparing(Jdk::home))
            .sorted(Comparator.comparingInt(Jdk::feature))
            .toList();
    Set<String> names = new HashSet<>();
    List<Jdk> named = new ArrayList<>();
    for (Jdk jdk : sorted) {
      String name = freeName(jdk, names);
      names.add(name);
      named.add(jdk.named(name));
    }
    return new InstalledJdks(
        named, unusable.stream().sorted(Comparator.comparing(Unusable::home)).toList(), foundBy);
  }

  private static String freeName(Jdk jdk, Set<String> taken) {
    String build = forFolders(jdk.build());
    String vendor = build + "-" + forFolders(jdk.vendor().toLowerCase(Locale.ROOT));
    String full =
        jdk.vm().equals(Jdk.HOT_SPOT)
            ? vendor
            : vendor + "-" + forFolders(jdk.vm().toLowerCase(Locale.ROOT));
    return Stream.concat(
            Stream.of(Integer.toString(jdk.feature()), build, full),
            IntStream.iterate(2, copy -> copy + 1).mapToObj(copy -> full + "-" + copy))
        .filter(name -> !taken.contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static String forFolders(String text) {
    return text.replaceAll("[^A-Za-z0-9.-]+", "_");
  }

  /**
   * Returns the JDK of the newest feature release: the one that serves http leaves, so that the
   * server is the same whichever JDKs are compared.
   *
   * @throws EnvironmentException if no JDK was found
   */
  public Jdk newest() {
    List<Jdk> all = select(List.of());
    return all.get(all.size() - 1);
  }

  /**
   * Returns the JDKs with the given names, in that order, each once; without a name, the newest
   * build of every feature release, ascending.
   *
   * @param names of each: a feature release such as {@code 17}, a name, a build such as {@code
   *     25.0.3+9-LTS} or the version in front of its {@code +}
   * @throws IllegalArgumentException if there is none with that name; the message names the choices
   * @throws EnvironmentException if no names are given and no JDK was found
   */
  public List<Jdk> select(List<String> names) {
    if (!names.isEmpty()) {
      return names.stream().map(this::one).distinct().toList();
    }
    List<Jdk> newest =
        usable.stream().filter(jdk -> jdk.name().equals(Integer.toString(jdk.feature()))).toList();
    if (newest.isEmpty()) {
      throw new EnvironmentException(
          "wanted JDK 17 or newer, found none; install one, or name its folder with"
              + " --jdk-home NAME=DIR");
    }
    return newest;
  }

  private Jdk one(String wanted) {
    String text = wanted.strip();
    return usable.stream()
        .filter(jdk -> jdk.name().equals(text) || jdk.build().equals(text))
        .findFirst()
        .or(() -> usable.stream().filter(jdk -> jdk.build().startsWith(text + "+")).findFirst())
        .orElseThrow(
            () -> new IllegalArgumentException("unknown JDK '" + wanted + "'; found " + choices()));
  }

  private String choices() {
    return usable.isEmpty()
        ? "none"
        : usable.stream()
            .map(jdk -> jdk.name() + " (" + jdk.build() + ")")
            .collect(Collectors.joining(", "));
  }
}
