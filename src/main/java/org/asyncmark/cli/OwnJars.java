package org.asyncmark.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.asyncmark.pattern.PatternBenchmark;

/**
 * The user's own code in a command line: jars of patterns, and builds of a library or a pattern
 * that are compared.
 *
 * @param builds that have a name, the baseline first
 * @param jars without a name, which all builds have behind their own
 * @param rest the command line without {@code jars}
 */
record OwnJars(OwnBuilds builds, List<Path> jars, List<String> rest) {
  static final String OPTION = "--classpath";

  private static final String SERVICES = "META-INF/services/" + PatternBenchmark.class.getName();

  /**
   * Finds the jars in a command line.
   *
   * @throws IllegalArgumentException if one is not there, none of them names a pattern, or builds
   *     cannot be compared
   */
  static OwnJars of(List<String> args) {
    return of(args, System.getProperty("java.class.path"));
  }

  /**
   * Does the same.
   *
   * @param classPath of this JVM: jars behind the baseline's are those without a name, which are
   *     not in the command line any more
   */
  static OwnJars of(List<String> args, String classPath) {
    List<Path> jars = new ArrayList<>();
    List<OwnBuild> builds = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    boolean plainJmh = !args.isEmpty() && args.get(0).equals("jmh");
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      boolean alone = word.equals(OPTION) && i + 1 < args.size();
      if (!plainJmh && (alone || word.startsWith(OPTION + "="))) {
        String value = alone ? args.get(++i) : word.substring(OPTION.length() + 1);
        if (OwnBuild.isNamed(value)) {
          builds.add(OwnBuild.of(value));
          rest.addAll(List.of(OPTION, value));
        } else {
          jars.addAll(existing(value));
        }
      } else {
        rest.add(word);
      }
    }
    if (builds.isEmpty()) {
      requirePattern(jars);
      return new OwnJars(OwnBuilds.NONE, jars, rest);
    }
    String verb = args.get(0);
    List<String> entries = List.of(classPath.split(File.pathSeparator));
    List<String> base = builds.get(0).jars().stream().map(Path::toString).toList();
    int at = Collections.indexOfSubList(entries, base);
    List<String> suite = at < 0 ? entries : entries.subList(0, at);
    if (at >= 0) {
      entries.subList(at + base.size(), entries.size()).forEach(each -> jars.add(Path.of(each)));
    }
    OwnBuilds all = new OwnBuilds(builds, suite, jars);
    all.requireVerb(verb);
    all.requireComparable();
    builds.forEach(build -> requirePattern(all.jars(build)));
    return new OwnJars(all, jars, rest);
  }

  private static void requirePattern(List<Path> jars) {
    if (!jars.isEmpty() && jars.stream().allMatch(jar -> services(jar).isEmpty())) {
      throw new IllegalArgumentException(
          OPTION + " wants a jar that names a pattern in " + SERVICES + ", found none in " + jars);
    }
  }

  /**
   * Returns the jars of a path.
   *
   * @throws IllegalArgumentException if one is not there
   */
  static List<Path> existing(String paths) {
    return Stream.of(paths.split(File.pathSeparator)).map(Path::of).map(OwnJars::existing).toList();
  }

  private static Path existing(Path jar) {
    if (jar.toString().isEmpty()) {
      throw new IllegalArgumentException(OPTION + " wants a jar or a folder of classes, got none");
    }
    if (!Files.isRegularFile(jar) && !Files.isDirectory(jar)) {
      throw new IllegalArgumentException(
          OPTION + " wants a jar or a folder of classes, found none at " + jar.toAbsolutePath());
    }
    return jar.toAbsolutePath().normalize();
  }

  /** Returns the classes that some jars name as patterns. */
  static Set<String> patterns(List<Path> jars) {
    return jars.stream()
        .flatMap(jar -> services(jar).stream())
        .flatMap(String::lines)
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns the file in which a jar names its patterns; empty if it has none. */
  private static Optional<String> services(Path jar) {
    try {
      if (Files.isDirectory(jar)) {
        Path file = jar.resolve(SERVICES);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
      }
      try (ZipFile opened = new ZipFile(jar.toFile())) {
        ZipEntry entry = opened.getEntry(SERVICES);
        return entry == null
            ? Optional.empty()
            : Optional.of(
                new String(opened.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw unreadable(jar, e);
    }
  }

  static IllegalArgumentException unreadable(Path jar, IOException why) {
    return new IllegalArgumentException(
        OPTION
            + " wants a jar or a folder of classes, cannot read "
            + jar
            + ": "
            + why.getMessage(),
        why);
  }

  /** Tells whether this JVM lacks some of the jars. */
  boolean areToBeAdded() {
    return builds.isEmpty() ? !jars.isEmpty() : !builds.areRunning();
  }

  /** Returns a class path with the jars behind another one: of builds, those of the first. */
  String behind(String classPath) {
    StringBuilder all = new StringBuilder(classPath);
    List<Path> ours = builds.isEmpty() ? jars : builds.jars(builds.all().get(0));
    ours.forEach(jar -> all.append(File.pathSeparator).append(jar));
    return all.toString();
  }
}
