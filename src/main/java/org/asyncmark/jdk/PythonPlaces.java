package org.asyncmark.jdk;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The places where Pythons are kept: {@code PATH}, the folders of pyenv and uv, and those of the
 * system.
 *
 * @param root of the file system
 */
record PythonPlaces(Map<String, String> environment, Path root, Path userHome) {
  /** What led to the Python that is measured unless one is named. */
  static final String ON_PATH = "PATH";

  private static final String PYTHON = "python3";

  /** Without {@code python3-config} and the like. */
  private static final Pattern VERSIONED = Pattern.compile("python3(\\.\\d+t?)?");

  private static final List<String> SYSTEM_FOLDERS =
      List.of("usr/bin", "usr/local/bin", "opt/homebrew/bin");

  /**
   * What may be a Python.
   *
   * @param executable exists, if nobody named it
   * @param origin what led to it, for example {@code PATH} or {@code ~/.pyenv/versions}
   */
  record Place(Path executable, String origin) {
    Path identity() {
      return PythonPlaces.identity(executable);
    }
  }

  PythonPlaces {
    environment = new TreeMap<>(environment);
  }

  /** Returns the places of this machine, as this process sees it. */
  static PythonPlaces ofThisMachine() {
    return new PythonPlaces(
        System.getenv(), Path.of("/"), Path.of(System.getProperty("user.home")));
  }

  /**
   * Returns what is the same however many links lead to an executable. A virtual environment has
   * packages of its own, though its executable is a link to that of another Python.
   */
  static Path identity(Path executable) {
    Path folder = executable.toAbsolutePath().normalize().getParent();
    Path above = folder == null ? null : folder.getParent();
    return above != null && Files.isRegularFile(above.resolve("pyvenv.cfg"))
        ? JdkPlaces.realPath(above)
        : JdkPlaces.realPath(executable);
  }

  /** Returns every executable that may be a Python, the same one perhaps several times. */
  List<Place> candidates() {
    List<Place> places = new ArrayList<>();
    onPath(PYTHON).ifPresent(places::add);
    versions()
        .forEach(
            (folder, origin) ->
                JdkPlaces.children(folder).stream()
                    .map(version -> version.resolve("bin").resolve(PYTHON))
                    .filter(Files::isRegularFile)
                    .forEach(python -> places.add(new Place(python, origin))));
    for (String folder : SYSTEM_FOLDERS) {
      JdkPlaces.children(root.resolve(folder)).stream()
          .filter(file -> VERSIONED.matcher(String.valueOf(file.getFileName())).matches())
          .filter(Files::isRegularFile)
          .forEach(python -> places.add(new Place(python, "/" + folder)));
    }
    return places;
  }

  /** Returns the folders in which each version has a folder of its own, with what led to them. */
  private Map<Path, String> versions() {
    Map<Path, String> folders = new LinkedHashMap<>();
    named("PYENV_ROOT", "versions").ifPresent(folder -> folders.put(folder, "PYENV_ROOT"));
    folders.putIfAbsent(userHome.resolve(".pyenv/versions"), "~/.pyenv/versions");
    String uv = "UV_PYTHON_INSTALL_DIR";
    named(uv, "").ifPresent(folder -> folders.put(folder, uv));
    named("XDG_DATA_HOME", "uv/python").ifPresent(folder -> folders.put(folder, "XDG_DATA_HOME"));
    folders.putIfAbsent(userHome.resolve(".local/share/uv/python"), "~/.local/share/uv/python");
    return folders;
  }

  private Optional<Path> named(String variable, String inside) {
    return JdkPlaces.path(environment.getOrDefault(variable, "")).stream()
        .findFirst()
        .map(folder -> folder.resolve(inside));
  }

  /** Returns what a shell would start by that name. */
  Optional<Place> onPath(String name) {
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Optional<Path> found =
          JdkPlaces.path(entry).stream().findFirst().map(folder -> folder.resolve(name));
      if (found.filter(Files::isRegularFile).filter(Files::isExecutable).isPresent()) {
        return found.map(python -> new Place(python.toAbsolutePath(), ON_PATH));
      }
    }
    return Optional.empty();
  }

  /** Returns the executable that a user named; {@code ~/} stands for the home folder. */
  Path expand(String executable) {
    Path path =
        executable.startsWith("~/")
            ? userHome.resolve(executable.substring(2))
            : Path.of(executable);
    return path.toAbsolutePath().normalize();
  }
}
