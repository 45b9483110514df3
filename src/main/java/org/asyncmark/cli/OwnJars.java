package org.asyncmark.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.asyncmark.pattern.PatternBenchmark;

/**
 * The jars of a user's own patterns in a command line.
 *
 * @param jars as {@code --classpath} names them
 * @param rest the command line without them
 */
record OwnJars(List<Path> jars, List<String> rest) {
  static final String OPTION = "--classpath";

  private static final String SERVICES = "META-INF/services/" + PatternBenchmark.class.getName();

  /**
   * Finds the jars in a command line.
   *
   * @throws IllegalArgumentException if one is not there, or none of them names a pattern
   */
  static OwnJars of(List<String> args) {
    List<Path> jars = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    boolean plainJmh = !args.isEmpty() && args.get(0).equals("jmh");
    for (int i = 0; i < args.size(); i++) {
      String word = args.get(i);
      boolean alone = word.equals(OPTION) && i + 1 < args.size();
      if (!plainJmh && (alone || word.startsWith(OPTION + "="))) {
        String paths = alone ? args.get(++i) : word.substring(OPTION.length() + 1);
        for (String path : paths.split(File.pathSeparator)) {
          jars.add(existing(Path.of(path)));
        }
      } else {
        rest.add(word);
      }
    }
    if (!jars.isEmpty() && jars.stream().filter(OwnJars::namesPattern).count() == 0) {
      throw new IllegalArgumentException(
          OPTION + " wants a jar that names a pattern in " + SERVICES + ", found none in " + jars);
    }
    return new OwnJars(jars, rest);
  }

  private static Path existing(Path jar) {
    if (jar.toString().isEmpty()) {
      throw new IllegalArgumentException(OPTION + " wants a jar or a folder of classes, got none");
    }
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(
          OPTION + " wants a jar or a folder of classes, found none at " + jar.toAbsolutePath());
    }
    return jar.toAbsolutePath().normalize();
  }

  private static boolean namesPattern(Path jar) {
    if (Files.isDirectory(jar)) {
      return Files.exists(jar.resolve(SERVICES));
    }
    try (ZipFile opened = new ZipFile(jar.toFile())) {
      return opened.getEntry(SERVICES) != null;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          OPTION
              + " wants a jar or a folder of classes, cannot read "
              + jar
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Returns a class path with the jars behind another one. */
  String behind(String classPath) {
    StringBuilder all = new StringBuilder(classPath);
    jars.forEach(jar -> all.append(File.pathSeparator).append(jar));
    return all.toString();
  }
}
