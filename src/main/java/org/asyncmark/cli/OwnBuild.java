package org.asyncmark.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Placebo;

/**
 * A build of a user's own code: {@code --classpath NAME=JAR}.
 *
 * @param name of the runtime that its forks have
 * @param jars in the order of the class path, at least one
 */
record OwnBuild(String name, List<Path> jars) {
  /** No separator of paths stands before the first '='. */
  private static final Pattern NAMED =
      Pattern.compile("[^=/" + Pattern.quote(File.separator + File.pathSeparator) + "]*=.*");

  private static final Pattern CLASS = Pattern.compile("(?!META-INF/|module-info).*\\.class");

  /**
   * Tells whether a value of {@code --classpath} gives a name to jars; a path that is there does
   * not.
   */
  static boolean isNamed(String value) {
    return NAMED.matcher(value).matches() && !Files.exists(Path.of(value));
  }

  /**
   * Reads a value of {@code --classpath} that {@link #isNamed}.
   *
   * @throws IllegalArgumentException if it cannot be a name, or a jar is not there
   */
  static OwnBuild of(String value) {
    int equals = value.indexOf('=');
    String name = value.substring(0, equals);
    String option = OwnJars.OPTION + " " + value;
    if (!Jdk.isName(name)) {
      throw new IllegalArgumentException(
          option
              + ": the name of a build may have letters, digits, '.', '_' and '-' only, got '"
              + name
              + "'");
    }
    if (name.endsWith(Placebo.SUFFIX)) {
      throw new IllegalArgumentException(
          option
              + ": a name that ends in "
              + Placebo.SUFFIX
              + " is that of what is measured again; give the build another name");
    }
    List<Path> jars = OwnJars.existing(value.substring(equals + 1));
    for (Path jar : jars) {
      requireJar(option, jar);
    }
    return new OwnBuild(name, jars);
  }

  /** A folder has no hash by which it could be known again. */
  static void requireJar(String option, Path jar) {
    if (Files.isDirectory(jar)) {
      throw new IllegalArgumentException(
          option
              + ": what builds are made of has to be jars, found the folder "
              + jar
              + "; pack it: jar --create --file own.jar -C "
              + jar
              + " .");
    }
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      if (manifest != null && manifest.getMainAttributes().containsKey(Name.CLASS_PATH)) {
        throw new IllegalArgumentException(
            option
                + ": what builds are made of is known by its hash, found "
                + jar
                + ", whose Class-Path names other jars; name them all: NAME=JAR"
                + File.pathSeparator
                + "JAR");
      }
    } catch (IOException e) {
      throw OwnJars.unreadable(jar, e);
    }
  }

  /** Returns the checksums of its classes by their paths in the jars; of two the first is run. */
  Map<String, Long> classes() {
    Map<String, Long> classes = new TreeMap<>();
    for (Path jar : jars) {
      try (ZipFile opened = new ZipFile(jar.toFile());
          Stream<? extends ZipEntry> entries = opened.stream()) {
        entries
            .filter(entry -> CLASS.matcher(entry.getName()).matches())
            .forEach(entry -> classes.putIfAbsent(entry.getName(), entry.getCrc()));
      } catch (IOException e) {
        throw OwnJars.unreadable(jar, e);
      }
    }
    return classes;
  }

  /**
   * Returns the word that stands for it.
   *
   * @param folder what stands in place of the folders of its jars
   */
  String word(String folder) {
    return jars.stream()
        .map(jar -> folder + jar.getFileName())
        .collect(Collectors.joining(File.pathSeparator, name + "=", ""));
  }
}
