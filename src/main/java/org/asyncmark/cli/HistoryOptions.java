package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.asyncmark.analyse.HistoryLine;
import org.asyncmark.report.ReportFiles;
import org.asyncmark.report.figure.HistoryFigure;
import org.asyncmark.store.History;
import org.asyncmark.text.FirstFew;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A file over many runs: what is appended to it, and what is drawn of it. */
final class HistoryOptions {
  /** Arms that an error names. */
  private static final int NAMED = 5;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = {
        "CSV to which a line for each arm of RUN is appended, for Apache Otava and others; made if it"
            + " is missing.",
        "Without RUN: each arm of FILE is drawn over its runs."
      })
  private @Nullable Path file;

  @Option(
      names = "--cell",
      paramLabel = "TEXT",
      description =
          "without RUN: draw only arms whose name has this text, for example 'gather virtual'")
  private @Nullable String cell;

  /** Returns the file; null if none was asked for. */
  @Nullable History history() {
    return file == null ? null : new History(file);
  }

  /**
   * Refuses to choose cells of a run.
   *
   * @throws IllegalArgumentException if some were chosen
   */
  void refuseCell() {
    if (cell != null) {
      throw new IllegalArgumentException("--cell wants --history FILE and no RUN");
    }
  }

  /**
   * Draws the arms that were asked for.
   *
   * @param plots null for {@code plots/} and the name of the file, beside the file
   * @throws IllegalArgumentException if there is no such arm
   */
  void draw(History history, @Nullable Path plots, PrintWriter out) {
    List<HistoryLine> lines = history.lines();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          "want a history with lines, got "
              + history.file()
              + ", which has none; append a run by report RUN --history FILE");
    }
    List<HistoryLine> drawn =
        lines.stream().filter(line -> cell == null || line.arm().contains(cell)).toList();
    if (drawn.isEmpty()) {
      Set<String> arms =
          lines.stream().map(HistoryLine::arm).collect(Collectors.toCollection(TreeSet::new));
      throw new IllegalArgumentException(
          "--cell wants a part of the name of an arm, got '"
              + cell
              + "'; "
              + file
              + " has "
              + FirstFew.of(arms, NAMED));
    }
    Path folder = plots == null ? beside(history.file()) : plots;
    int files = ReportFiles.write(HistoryFigure.all(drawn), folder).size();
    out.printf(Locale.ROOT, "figures: %s (%d, each as SVG and CSV)%n", folder, files / 2);
  }

  private static Path beside(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
    return file.resolveSibling("plots").resolve(name);
  }
}
