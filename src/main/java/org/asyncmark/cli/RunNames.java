package org.asyncmark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.analyse.RunRecord;

/** What runs are called: by their names, and by as much of their paths as tells them apart. */
final class RunNames {
  private final List<Path> paths = new ArrayList<>();

  /** Creates the names of runs that are given together. */
  RunNames(List<Path> given) {
    given.forEach(path -> paths.add(plain(path)));
  }

  private static Path plain(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Returns a run under a name that no run at another path has. */
  RunRecord told(Path given, RunRecord run) {
    Path path = plain(given);
    int parts = 1;
    while (parts < path.getNameCount() && isShared(path, parts)) {
      parts++;
    }
    return parts == 1 ? run : run.named(end(path, parts).toString());
  }

  private boolean isShared(Path path, int parts) {
    return paths.stream()
        .filter(other -> !other.equals(path))
        .anyMatch(other -> end(other, parts).equals(end(path, parts)));
  }

  private static Path end(Path path, int parts) {
    int names = path.getNameCount();
    return names == 0 ? path : path.subpath(Math.max(0, names - parts), names);
  }
}
