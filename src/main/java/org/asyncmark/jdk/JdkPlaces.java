package org.asyncmark.jdk;

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
 * The places where JDKs are kept: the running one, the environment, {@code PATH}, the folders of
 * package managers and of version managers on Linux, macOS and Windows, and Maven's toolchains.
 *
 * @param root of the file system
 * @param windows whether executables have the ending {@code .exe}
 */
record JdkPlaces(
    Map<String, String> environment, Path root, Path userHome, Path runningHome, boolean windows) {
  /** JAVA_HOME, JDK_HOME_19, JAVA_HOME_17_X64, GRAALVM_HOME, JAVA17_HOME, JDK_17_0_x64, ... */
  private static final Pattern HOME_VARIABLE =
      Pattern.compile(
          "(JAVA|JDK|GRAALVM)_HOME(_\\w*\\d\\w*)?|(JAVA|JDK)_?\\d+(_\\d+)*(_HOME|_(?i:x|a)\\w+)?");

  private static final String RUNNING = "the running Java";

  private static final List<String> SYSTEM_FOLDERS =
      List.of("usr/lib/jvm", "usr/lib64/jvm", "usr/java", "Library/Java/JavaVirtualMachines");

  /** Anything may lie here: only what has both {@code release} and {@code bin/java} is a JDK. */
  private static final List<String> MIXED_FOLDERS =
      List.of("opt", "opt/java", "opt/jdk", "opt/jdks", "usr/local");

  private static final String TOOLCHAINS = ".m2/toolchains.xml";

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

  /**
   * A folder that may be a JDK.
   *
   * @param home the folder
   * @param java its {@code java}, which need not exist
   * @param origin what led to it, for example {@code JAVA_HOME} or {@code ~/.jenv/versions}
   */
  record Place(Path home, Path java, String origin) {
    /** Returns what is the same however many links lead to it, even if there is no java. */
    Path identity() {
      return Files.exists(java) ? realPath(java) : realPath(home).resolve("bin/java");
    }
  }

  JdkPlaces {
    environment = new TreeMap<>(environment);
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
    places.add(place(runningHome, RUNNING));
    environment.forEach(
        (name, value) -> {
          if (HOME_VARIABLE.matcher(name).matches()) {
            path(value).forEach(home -> places.add(place(home, name)));
          }
        });
    places.addAll(onPath());
    SYSTEM_FOLDERS.forEach(folder -> places.addAll(jdksIn(root.resolve(folder), "/" + folder, 1)));
    for (String folder : MIXED_FOLDERS) {
      jdksIn(root.resolve(folder), "/" + folder, 1).stream()
          .filter(place -> hasJava(place) && hasRelease(place))
          .forEach(places::add);
    }
    for (VersionManager manager : VersionManager.ALL) {
      manager
          .folders(environment, userHome)
          .forEach((folder, origin) -> places.addAll(jdksIn(folder, origin, manager.depth())));
    }
    places.addAll(ofToolchains(new ArrayList<>()));
    for (String folder : HOMEBREW_FOLDERS) {
      for (Path formula : folders(root.resolve(folder))) {
        Place place = place(formula.resolve("libexec/openjdk.jdk"), "/" + folder);
        if (hasJava(place)) {
          places.add(place);
        }
      }
    }
    for (String variable : List.of("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")) {
      for (Path programs : path(environment.getOrDefault(variable, ""))) {
        WINDOWS_VENDORS.forEach(
            vendor -> places.addAll(jdksIn(programs.resolve(vendor), variable, 1)));
      }
    }
    return places;
  }

  /** Returns the files that name JDKs and cannot be read. */
  List<Unusable> unreadable() {
    List<Unusable> unreadable = new ArrayList<>();
    ofToolchains(unreadable);
    return unreadable;
  }

  private List<Place> ofToolchains(List<Unusable> unreadable) {
    Path file = userHome.resolve(TOOLCHAINS);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    try {
      return MavenToolchains.homes(file, environment, userHome).stream()
          .flatMap(home -> path(home).stream())
          .map(home -> place(home, "~/" + TOOLCHAINS))
          .toList();
    } catch (IOException e) {
      unreadable.add(new Unusable(file, "cannot be read: " + e.getMessage()));
      return List.of();
    }
  }

  /** Returns the place that {@code folder} stands for: itself, or the home in a macOS bundle. */
  Place place(Path folder, String origin) {
    Path bundled = folder.resolve("Contents/Home");
    Path home = Files.isDirectory(bundled) ? bundled : folder;
    return new Place(home, home.resolve("bin").resolve(executable()), origin);
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
          places.add(new Place(home, real, "PATH"));
        }
      }
    }
    return places;
  }

  /** Returns the JDKs below a folder; what lies in a JDK is not looked at. */
  private List<Place> jdksIn(Path parent, String origin, int depth) {
    List<Place> places = new ArrayList<>();
    for (Path folder : folders(parent)) {
      Place place = place(folder, origin);
      if (hasJava(place) || hasRelease(place)) {
        places.add(place);
      } else if (depth > 1 && !Files.isSymbolicLink(folder)) {
        places.addAll(jdksIn(folder, origin, depth - 1));
      }
    }
    return places;
  }

  private static boolean hasJava(Place place) {
    return Files.isRegularFile(place.java());
  }

  private static boolean hasRelease(Place place) {
    return Files.isRegularFile(place.home().resolve("release"));
  }

  private static List<Path> folders(Path parent) {
    return children(parent).stream().filter(Files::isDirectory).toList();
  }

  /** Returns what is in a folder, sorted; nothing if it is none that can be read. */
  static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      return List.of();
    }
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(children::add);
    } catch (IOException e) {
      throw new UncheckedIOException("wanted to list " + folder, e);
    }
    return children.stream().sorted().toList();
  }

  /** The path that a text of the environment stands for, or none if it cannot be a path. */
  static List<Path> path(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    try {
      return List.of(Path.of(text));
    } catch (InvalidPathException noPath) {
      return List.of(); // PATH on Windows may hold quotes and wildcards; nothing is there
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
