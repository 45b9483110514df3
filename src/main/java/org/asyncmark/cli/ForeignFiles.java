package org.asyncmark.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Distribution;
import org.asyncmark.analyse.PercentileTable;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.store.ForeignFile;
import org.asyncmark.store.ForeignFile.Form;
import org.asyncmark.store.ForeignLog;
import org.asyncmark.store.Imported;
import org.asyncmark.store.JmhImport;

/** The files among what is compared. Each is read once, since it may be a pipe. */
final class ForeignFiles {
  private final Map<Path, ForeignFile> files = new LinkedHashMap<>();
  private final Map<Path, EnvironmentException> failures = new LinkedHashMap<>();
  private final Map<Path, Imported> imported = new LinkedHashMap<>();

  /** Reads all but folders; what cannot be read is an error only when it is asked for. */
  static ForeignFiles read(List<Path> paths) {
    ForeignFiles read = new ForeignFiles();
    for (Path path : paths) {
      if (!Files.isDirectory(path) && !read.contains(path)) {
        try {
          read.files.put(path, ForeignFile.read(path));
        } catch (EnvironmentException e) {
          read.failures.put(path, e);
        }
      }
    }
    return read;
  }

  /** Tells whether a path is a file, or nothing at all. */
  boolean contains(Path path) {
    return files.containsKey(path) || failures.containsKey(path);
  }

  /**
   * Returns a file.
   *
   * @throws EnvironmentException if it cannot be read
   */
  private ForeignFile file(Path path) {
    ForeignFile file = files.get(path);
    if (file == null) {
      throw failures.getOrDefault(
          path, new EnvironmentException("want a file, got a folder: " + path));
    }
    return file;
  }

  /**
   * Returns a file of JMH as a run.
   *
   * @param notes takes what a reader must know of it, at its first reading
   * @throws EnvironmentException if it cannot be read
   */
  RunRecord run(Path path, Consumer<String> notes) {
    Imported known = imported.get(path);
    if (known == null) {
      known = JmhImport.read(file(path));
      imported.put(path, known);
      known.notes().forEach(notes);
    }
    return known.run();
  }

  /** Returns the number of results that were left out of the files of JMH that were read. */
  int leftOut() {
    return imported.values().stream().mapToInt(Imported::leftOut).sum();
  }

  /**
   * Tells whether these are histogram logs.
   *
   * @throws IllegalArgumentException if some are and others are not
   */
  boolean logs(List<Path> paths) {
    List<Path> logs = paths.stream().filter(this::isLog).toList();
    List<Path> others =
        paths.stream().filter(path -> !isLog(path) && !failures.containsKey(path)).toList();
    if (!logs.isEmpty() && !others.isEmpty()) {
      String form =
          files.containsKey(others.get(0)) ? Form.JMH_JSON.toString() : "the folder of a run";
      throw new IllegalArgumentException(
          "want files of one kind, got "
              + logs.get(0)
              + ", "
              + Form.HISTOGRAM_LOG
              + ", and "
              + others.get(0)
              + ", "
              + form);
    }
    return !logs.isEmpty();
  }

  private boolean isLog(Path path) {
    ForeignFile file = files.get(path);
    return file != null && file.form() == Form.HISTOGRAM_LOG;
  }

  /**
   * Compares histogram logs with the first of them.
   *
   * @param damages takes why another than the first cannot be read or compared
   * @throws EnvironmentException if the first cannot be read
   * @throws IllegalArgumentException if there is one alone
   */
  List<PercentileTable> percentiles(List<Path> paths, Consumer<String> damages) {
    if (paths.size() == 1) {
      throw new IllegalArgumentException(
          "want two histogram logs to compare, got one: " + paths.get(0));
    }
    String base = paths.get(0).toString();
    Map<String, Distribution> before = ForeignLog.read(file(paths.get(0)));
    List<PercentileTable> tables = new ArrayList<>();
    for (Path other : paths.subList(1, paths.size())) {
      try {
        Map<String, Distribution> after = ForeignLog.read(file(other));
        tables.add(PercentileTable.of(base, before, other.toString(), after));
      } catch (EnvironmentException e) {
        damages.accept(e.getMessage());
      }
    }
    return tables;
  }
}
