package org.asyncmark.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars of a user's own patterns in a command line.
 *
 * @param jars as {@code --classpath} names them
 * @param rest the command line without them
 */
record OwnJars(List<Path> jars, List<String> rest) {
  static final String OPTION = "--classpath";

  /**
   * Finds the jars in a command line.
   *
   * @throws IllegalArgumentException if one is not there
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
    return new OwnJars(jars, rest);
  }

  private static Path existing(Path jar) {
    if (!Files.exists(jar)) {
      throw new IllegalArgumentException(
          OPTION + " wants a jar or a folder of classes, found none at " + jar.toAbsolutePath());
    }
    return jar.toAbsolutePath().normalize();
  }

  /** Returns a class path with the jars behind another one. */
  String behind(String classPath) {
    StringBuilder all = new StringBuilder(classPath);
    jars.forEach(jar -> all.append(File.pathSeparator).append(jar));
    return all.toString();
  }
}
