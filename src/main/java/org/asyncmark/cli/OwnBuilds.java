package org.asyncmark.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.OwnCode;
import org.asyncmark.jdk.OwnJar;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedJdk;

/**
 * Builds of a user's own code that one run compares: each is a runtime of it, on one and the same
 * JDK.
 *
 * @param all the baseline first; none if none is named
 * @param suite entries of the class path in front of those of the builds
 * @param shared jars without a name, behind those of each build
 */
record OwnBuilds(List<OwnBuild> all, List<String> suite, List<Path> shared) {
  /** No build is named. */
  static final OwnBuilds NONE = new OwnBuilds(List.of(), List.of(), List.of());

  /** Stands for folders, which stay with the user. */
  private static final String FOLDER = "DIR/";

  private static final List<String> VERBS = List.of("run", "profile", "list");

  OwnBuilds {
    all = List.copyOf(all);
    suite = List.copyOf(suite);
    shared = List.copyOf(shared);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Returns the jars of the forks of a build, in the order of the class path. */
  List<Path> jars(OwnBuild build) {
    return Stream.concat(build.jars().stream(), shared.stream()).toList();
  }

  private String classPath(OwnBuild build) {
    return Stream.concat(suite.stream(), jars(build).stream().map(Path::toString))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Tells whether this JVM has the code of the baseline, which its patterns are read from. */
  boolean areRunning() {
    return classPath(all.get(0)).equals(System.getProperty("java.class.path"));
  }

  /**
   * Refuses verbs that start no forks of builds.
   *
   * @throws IllegalArgumentException if the verb is one
   */
  void requireVerb(String verb) {
    if (!VERBS.contains(verb)) {
      throw new IllegalArgumentException(
          option(all.get(0))
              + " names a build, which "
              + String.join(", ", VERBS)
              + " take; leave out the name");
    }
  }

  private static String option(OwnBuild build) {
    return OwnJars.OPTION + " " + build.word("");
  }

  /**
   * Refuses builds whose forks would not differ in what the user thinks.
   *
   * @throws IllegalArgumentException if that is so; on one line
   */
  void requireComparable() {
    OwnBuild base = all.get(0);
    if (all.size() == 1) {
      throw new IllegalArgumentException(
          option(base)
              + " is one build, which wants another to be compared with; add "
              + OwnJars.OPTION
              + " NAME=JAR, or leave out the name");
    }
    Set<String> names = new HashSet<>();
    for (OwnBuild build : all) {
      if (!names.add(build.name().toLowerCase(Locale.ROOT))) { // some file systems know one of them
        throw new IllegalArgumentException(
            "two builds with the name " + build.name() + "; give one another name");
      }
      Set<String> patterns = OwnJars.patterns(jars(build));
      Set<String> ofBase = OwnJars.patterns(jars(base));
      if (!patterns.equals(ofBase)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "builds have to name the same patterns, %s names %s and %s names %s",
                base.name(),
                inWords(ofBase),
                build.name(),
                inWords(patterns)));
      }
    }
    shared.forEach(jar -> OwnBuild.requireJar(OwnJars.OPTION + " " + jar, jar));
    requireOwnClasses();
  }

  private static String inWords(Set<String> patterns) {
    return patterns.isEmpty() ? "none" : String.join(", ", patterns);
  }

  /** The suite stands first in the class path, so that its classes are run in place of theirs. */
  private void requireOwnClasses() {
    List<Map<String, Long>> classes = all.stream().map(OwnBuild::classes).toList();
    Set<String> names = new TreeSet<>();
    classes.forEach(each -> names.addAll(each.keySet()));
    names.removeIf(
        name -> classes.stream().map(each -> each.getOrDefault(name, -1L)).distinct().count() == 1);
    Optional<String> hidden =
        suite.stream().flatMap(entry -> firstIn(Path.of(entry), names).stream()).findFirst();
    if (hidden.isPresent()) {
      throw new IllegalArgumentException(
          "builds differ in "
              + hidden.get()
              + ", but forks would run the suite's own class of that name; give it another package,"
              + " for example by relocation");
    }
  }

  private static Optional<String> firstIn(Path entry, Set<String> names) {
    if (!Files.isRegularFile(entry)) {
      return names.stream().filter(name -> Files.exists(entry.resolve(name))).findFirst();
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return names.stream().filter(name -> jar.getEntry(name) != null).findFirst();
    } catch (IOException e) {
      throw OwnJars.unreadable(entry, e);
    }
  }

  /** Returns a JDK once for each build, under the name of the build. */
  List<Jdk> on(Jdk jdk) {
    return all.stream()
        .map(
            build ->
                jdk.named(build.name())
                    .running(new OwnCode(own(build), jars(build), classPath(build))))
        .toList();
  }

  private List<OwnJar> own(OwnBuild build) {
    return jars(build).stream()
        .map(jar -> new OwnJar(jar.getFileName().toString(), Source.sha256(jar)))
        .toList();
  }

  /** Returns the words that name these jars anew, with folders that the user has to fill in. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    all.forEach(build -> words.addAll(List.of(OwnJars.OPTION, build.word(FOLDER))));
    if (!all.isEmpty()) {
      shared.forEach(jar -> words.addAll(List.of(OwnJars.OPTION, FOLDER + jar.getFileName())));
    }
    return words;
  }

  /**
   * Makes sure that these are the builds of a plan.
   *
   * @throws EnvironmentException if one is missing, is not in the plan, or has other jars
   */
  void requireThoseOf(Plan plan) {
    List<PlannedJdk> planned =
        plan.jdks().stream().filter(jdk -> jdk.isBuild() && !jdk.isPlacebo()).toList();
    List<String> names = all.stream().map(OwnBuild::name).toList();
    if (!planned.stream().map(PlannedJdk::name).toList().equals(names)) {
      throw new EnvironmentException(
          planned.isEmpty()
              ? "the plan has no builds; leave out "
                  + all.stream().map(OwnBuilds::option).collect(Collectors.joining(" "))
              : String.format(
                  Locale.ROOT,
                  "wanted the builds of the plan in their order, found %s; add%s",
                  names.isEmpty() ? "none" : String.join(", ", names),
                  planned.stream()
                      .map(jdk -> " " + OwnJars.OPTION + " " + jdk.name() + "=JAR")
                      .collect(Collectors.joining())));
    }
    for (int i = 0; i < all.size(); i++) {
      List<OwnJar> wanted = planned.get(i).jars();
      List<OwnJar> found = own(all.get(i));
      if (!OwnJar.same(wanted, found)) {
        throw new EnvironmentException(
            String.format(
                Locale.ROOT,
                "wanted build %s of %s, as the run began with it, found %s; name those jars with %s",
                names.get(i),
                OwnJar.inWords(wanted),
                OwnJar.inWords(found),
                OwnJars.OPTION));
      }
    }
  }
}
