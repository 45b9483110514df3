package org.asyncmark.jdk;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder in which a program keeps the JDKs that it installs.
 *
 * @param variable the variable of the environment that moves it; empty if there is none
 * @param inside where the JDKs are below the folder that the variable names; empty if there
 * @param usual where they are below the home folder; empty if nowhere without the variable
 * @param depth how many folders deep they may lie, 1 and up
 */
record VersionManager(String variable, String inside, String usual, int depth) {
  /** An archive's folder lies as deep as the address that it came from is long. */
  private static final int ARCHIVES = 12;

  static final List<VersionManager> ALL =
      List.of(
          new VersionManager("", "", ".jdks", 2),
          new VersionManager("", "", "Library/Java/JavaVirtualMachines", 2),
          new VersionManager("SDKMAN_CANDIDATES_DIR", "java", ".sdkman/candidates/java", 2),
          new VersionManager("SDKMAN_DIR", "candidates/java", "", 2),
          new VersionManager("ASDF_DATA_DIR", "installs/java", ".asdf/installs/java", 2),
          new VersionManager(
              "MISE_DATA_DIR", "installs/java", ".local/share/mise/installs/java", 2),
          new VersionManager("XDG_DATA_HOME", "mise/installs/java", "", 2),
          new VersionManager("JABBA_HOME", "jdk", ".jabba/jdk", 2),
          new VersionManager("JENV_ROOT", "versions", ".jenv/versions", 2),
          new VersionManager("JBANG_CACHE_DIR_JDKS", "", ".jbang/cache/jdks", 2),
          new VersionManager("JBANG_CACHE_DIR", "jdks", "", 2),
          new VersionManager("JBANG_DIR", "cache/jdks", "", 2),
          new VersionManager("", "", ".m2/jdks", 2),
          // older Gradles put the JDK one folder deeper
          new VersionManager("GRADLE_USER_HOME", "jdks", ".gradle/jdks", 2),
          new VersionManager("COURSIER_JVM_CACHE", "", ".cache/coursier/jvm", 2),
          new VersionManager("COURSIER_ARCHIVE_CACHE", "", ".cache/coursier/arc", ARCHIVES),
          new VersionManager("COURSIER_CACHE", "jvm", "Library/Caches/Coursier/jvm", 2),
          new VersionManager("COURSIER_CACHE", "arc", "Library/Caches/Coursier/arc", ARCHIVES),
          // COURSIER_CACHE names the folder of what was downloaded, the others lie beside it
          new VersionManager("COURSIER_CACHE", "../jvm", "", 2),
          new VersionManager("COURSIER_CACHE", "../arc", "", ARCHIVES),
          new VersionManager("XDG_CACHE_HOME", "coursier/jvm", "", 2),
          new VersionManager("XDG_CACHE_HOME", "coursier/arc", "", ARCHIVES),
          // <vendor>/<version>/<architecture>, beside the other languages' tools
          new VersionManager("RUNNER_TOOL_CACHE", "", "", 3),
          new VersionManager("AGENT_TOOLSDIRECTORY", "", "", 3));

  /** Returns the folders to look in, each with what led to it. */
  Map<Path, String> folders(Map<String, String> environment, Path userHome) {
    Map<Path, String> folders = new LinkedHashMap<>();
    if (!usual.isEmpty()) {
      folders.put(userHome.resolve(usual), "~/" + usual);
    }
    String named = variable.isEmpty() ? "" : environment.getOrDefault(variable, "");
    if (!named.isBlank()) {
      try {
        folders.put(Path.of(named).resolve(inside).normalize(), variable);
      } catch (InvalidPathException noPath) {
        return folders; // not a name that a folder of this system can have
      }
    }
    return folders;
  }
}
