package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Measure;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.store.RunDifferences;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;

/** The runs and files of JMH that are compared, with what could not be read of them. */
final class ComparedRuns {
  private final ForeignFiles files;
  private final List<String> metrics;
  private final PrintWriter err;
  private final List<String> damages = new ArrayList<>();

  /**
   * Creates what is compared.
   *
   * @param metrics that were asked for; none for the usual ones
   * @param err takes notes on files that are read
   */
  ComparedRuns(ForeignFiles files, List<String> metrics, PrintWriter err) {
    this.files = files;
    this.metrics = List.copyOf(metrics);
    this.err = err;
  }

  /** Returns what could not be read or compared, one line each; may be added to. */
  List<String> damages() {
    return damages;
  }

  /** Tells whether this is a file, and no run of ours. */
  boolean isFile(Path run) {
    return files.contains(run);
  }

  /**
   * Reads a run; forks that cannot be read are told among the {@link #damages}.
   *
   * @throws EnvironmentException if there is no run
   */
  RunRecord read(Path run) {
    if (isFile(run)) {
      return files.run(run, err::println);
    }
    try (RunStore store = RunStore.open(run)) {
      return new RunReader(store)
          .read(Measure.kindsOf(metrics), damage -> damages.add(damage.getMessage()));
    }
  }

  /** Reads a run of ours as if one machine had measured all of it. */
  RunRecord readPooled(Path run) {
    try (RunStore store = RunStore.open(run)) {
      return new RunReader(store)
          .readPooled(Measure.kindsOf(metrics), damage -> damages.add(damage.getMessage()));
    }
  }

  /** Reads a run, or tells among the {@link #damages} why it cannot be read. */
  Optional<RunRecord> readOrTell(Path run) {
    try {
      return Optional.of(read(run));
    } catch (EnvironmentException e) {
      damages.add(e.getMessage());
      return Optional.empty();
    }
  }

  /** Returns the metrics that are compared. */
  List<String> words(RunRecord base, Path... of) {
    if (!metrics.isEmpty()) {
      return metrics;
    }
    for (Path run : of) {
      if (isFile(run)) {
        return List.of(Measure.SCORE);
      }
    }
    return Measure.usual(base);
  }

  /** Returns in what two runs were not measured alike; files do not tell. */
  List<String> differences(Path base, Path other) {
    if (isFile(base) || isFile(other)) {
      return List.of();
    }
    try (RunStore before = RunStore.open(base);
        RunStore after = RunStore.open(other)) {
      return RunDifferences.between(before, after);
    }
  }
}
