package org.asyncmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What names of files Windows and macOS have no place for. */
final class PortableNames {
  private static final int LONGEST_PATH = 140;
  private static final Pattern FORBIDDEN = Pattern.compile(".*[<>:\"|?*\\\\\\p{Cntrl}].*|.*[. ]");
  private static final Pattern RESERVED =
      Pattern.compile("(?i)(CON|PRN|AUX|NUL|COM[0-9]|LPT[0-9])(\\..*)?");

  private PortableNames() {}

  /** Returns what is wrong with files and folders below a folder, a sentence each. */
  static List<String> wrong(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return wrong(
          all.map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .filter(path -> !path.isEmpty())
              .toList());
    }
  }

  /** Returns what is wrong with paths, whose parts have slashes between. */
  static List<String> wrong(List<String> paths) {
    List<String> wrong = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (String path : paths) {
      for (String name : path.split("/")) {
        if (FORBIDDEN.matcher(name).matches() || RESERVED.matcher(name).matches()) {
          wrong.add("not a name on Windows: " + path);
        }
      }
      if (path.length() > LONGEST_PATH) {
        wrong.add(path.length() + " characters: " + path);
      }
      if (!known.add(path.toLowerCase(Locale.ROOT))) {
        wrong.add("differs from another in case alone: " + path);
      }
    }
    return wrong;
  }
}
