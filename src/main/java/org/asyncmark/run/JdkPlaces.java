package org.asyncmark.run;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The places where JDKs are kept: the running one, the environment, {@code PATH}, and the folders
 * of package managers and of version managers on Linux, macOS and Windows.
 */
final class JdkPlaces {
  /** JAVA_HOME, JDK_HOME, JAVA_HOME_17_X64, JAVA17_HOME, JDK_17 and the like. */
  private static final Pattern HOME_VARIABLE =
      Pattern.compile("(JAVA|JDK)_HOME|JAVA_HOME_\\d+(_\\w+)?|(JAVA|JDK)_?\\d+(_HOME)?");

  private static final List<String> SYSTEM_FOLDERS =
      List.of("usr/lib/jvm", "usr/lib64/jvm", "usr/java", "Library/Java/JavaVirtualMachines");

  /** Anything may lie here: only what has both {@code release} and {@code bin/java} is a JDK. */
  private static final List<String> MIXED_FOLDERS =
      List.of("opt", "opt/java", "opt/jdk", "opt/jdks", "usr/local");

  private static final List<String> USER_FOLDERS =
      List.of(
          ".jdks",
          ".sdkman/candidates/java",
          ".asdf/installs/java",
          ".local/share/mise/installs/java",
          ".jabba/jdk",
          ".gradle/jdks",
          "Library/Java/JavaVirtualMachines");
  private static final List<String> HOMEBREW_FOLDERS = List.of("opt/homebrew/opt", "usr/local/opt");
  private static final List<String> WINDOWS_VENDORS =
      List.of(
          "Java",
          "Eclipse Adoptium",
          "Eclipse Foundation",
          "AdoptOpenJDK",
          "Amazon Corretto",
          "BellSoft",
          "Microsoft",
          "RedHat",
          "SapMachine",
          "Semeru",
          "Zulu");

  private final Map<String, String> environment;
  private final Path root;
  private final Path userHome;
  private final Path runningHome;
  private final boolean windows;

  /**
   * A folder that may be a JDK.
   *
   * @param home the folder
   * @param java its {@code java}, which need not exist
   */
  record Place(Path home, Path java) {}

  JdkPlaces(
      Map<String, String> environment,
      Path root,
      Path userHome,
      Path runningHome,
      boolean windows) {
    this.environment = new TreeMap<>(environment);
    this.root = root;
    this.userHome = userHome;
    this.runningHome = runningHome;
    this.windows = windows;
  }

  /** Returns the places of this machine, as this process sees it. */
  static JdkPlaces ofThisMachine() {
    return new JdkPlaces(
        System.getenv(),
        Path.of("/"),
        Path.of(System.getProperty("user.home")),
        Path.of(System.getProperty("java.home")),
        File.separatorChar == '\\');
  }

  /**
   * Returns every folder that may be a JDK, the same one perhaps several times. Folders that
   * somebody named are in it even if they are none, so that a wrong JAVA_HOME is seen.
   */
  List<Place> candidates() {
    List<Place> places = new ArrayList<>();
    places.add(place(runningHome));
    environment.forEach(
        (name, value) -> {
          if (HOME_VARIABLE.matcher(name).matches() && !value.isBlank()) {
            path(value).forEach(home -> places.add(place(home)));
          }
        });
    places.addAll(onPath());
    SYSTEM_FOLDERS.forEach(folder -> places.addAll(jdksIn(root.resolve(folder))));
    for (String folder : MIXED_FOLDERS) {
      jdksIn(root.resolve(folder)).stream()
          .filter(place -> hasJava(place) && hasRelease(place))
          .forEach(places::add);
    }
    for (String folder : USER_FOLDERS) {
      Path parent = userHome.resolve(folder);
      places.addAll(jdksIn(parent));
      // older Gradles put the JDK one folder deeper
      folders(parent).forEach(child -> places.addAll(jdksIn(child)));
    }
    for (String folder : HOMEBREW_FOLDERS) {
      for (Path formula : folders(root.resolve(folder))) {
        Place place = place(formula.resolve("libexec/openjdk.jdk"));
        if (hasJava(place)) {
          places.add(place);
        }
      }
    }
    for (String variable : List.of("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")) {
      for (Path programs : path(environment.getOrDefault(variable, ""))) {
        WINDOWS_VENDORS.forEach(vendor -> places.addAll(jdksIn(programs.resolve(vendor))));
      }
    }
    return places;
  }

  /** Returns the place that {@code folder} stands for: itself, or the home in a macOS bundle. */
  Place place(Path folder) {
    Path bundled = folder.resolve("Contents/Home");
    Path home = Files.isDirectory(bundled) ? bundled : folder;
    return new Place(home, home.resolve("bin").resolve(executable()));
  }

  /** Returns the folder that a user named; {@code ~/} stands for the home folder. */
  Path expand(String folder) {
    return folder.startsWith("~/") ? userHome.resolve(folder.substring(2)) : Path.of(folder);
  }

  private String executable() {
    return windows ? "java.exe" : "java";
  }

  private List<Place> onPath() {
    List<Place> places = new ArrayList<>();
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      for (Path folder : path(entry)) {
        Path java = folder.resolve(executable());
        if (Files.isRegularFile(java)) {
          Path real = realPath(java);
          Path bin = real.getParent();
          Path home = bin == null || bin.getParent() == null ? real : bin.getParent();
          places.add(new Place(home, real));
        }
      }
    }
    return places;
  }

  private List<Place> jdksIn(Path parent) {
    return folders(parent).stream()
        .map(this::place)
        .filter(place -> hasJava(place) || hasRelease(place))
        .toList();
  }

  private static boolean hasJava(Place place) {
    return Files.isRegularFile(place.java());
  }

  private static boolean hasRelease(Place place) {
    return Files.isRegularFile(place.home().resolve("release"));
  }

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent) || !Files.isReadable(parent)) {
      return List.of();
    }
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, Files::isDirectory)) {
      children.forEach(folders::add);
    } catch (IOException e) {
      throw new UncheckedIOException("wanted to list " + parent, e);
    }
    return folders.stream().sorted().toList();
  }

  /** The path that a text of the environment stands for, or none if it cannot be a path. */
  private static List<Path> path(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    try {
      return List.of(Path.of(text));
    } catch (InvalidPathException noPath) {
      return List.of(); // PATH on Windows may hold quotes and wildcards; no JDK is there
    }
  }

  static Path realPath(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException dangling) {
      return path.toAbsolutePath().normalize();
    }
  }
}
