package org.asyncmark.report;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.report.figure.Figure;
import org.asyncmark.report.figure.Figures;

/** Writes a run's reports and figures to disk. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes {@code REPORT.md}, {@code report.html} and {@code compare/contrasts.*} into {@code
   * resultsDir}, and every figure as SVG with its CSV into {@code plotsDir}. Each file appears
   * whole or not at all, and replaces one of the same name.
   *
   * @param resultsDir the run's folder under {@code results}, made if it is missing
   * @param plotsDir the run's folder under {@code plots}, made if it is missing
   * @return the files written: the two reports, the contrasts if there are any, then the figures
   * @throws EnvironmentException if a folder or file cannot be written
   */
  public static List<Path> write(RunRecord run, Path resultsDir, Path plotsDir) {
    return write(run, Optional.empty(), resultsDir, plotsDir);
  }

  /**
   * Writes the same.
   *
   * @param slo what rates are held against, in an open run
   */
  public static List<Path> write(RunRecord run, Optional<Slo> slo, Path resultsDir, Path plotsDir) {
    RunView view = new RunView(run, slo);
    Figures figures = Figures.of(view);
    String link = link(resultsDir, plotsDir);
    List<Path> written = new ArrayList<>();
    written.add(write(resultsDir.resolve("REPORT.md"), MarkdownReport.render(view, figures, link)));
    written.add(
        write(
            resultsDir.resolve("report.html"),
            HtmlReport.render(view, figures, FlameLinks.of(resultsDir, plotsDir))));
    if (!view.contrasts().isEmpty()) {
      for (ContrastText text : ContrastText.values()) {
        Path file = resultsDir.resolve("compare").resolve("contrasts." + text.suffix());
        written.add(write(file, text.render(view.contrasts())));
      }
    }
    written.addAll(write(figures.all(), plotsDir));
    return written;
  }

  /**
   * Writes each figure as SVG with its CSV.
   *
   * @param plotsDir made if it is missing
   * @return the files written
   * @throws EnvironmentException if a folder or file cannot be written
   */
  public static List<Path> write(List<Figure> figures, Path plotsDir) {
    List<Path> written = new ArrayList<>();
    for (Figure figure : figures) {
      written.add(write(plotsDir.resolve(figure.name() + ".svg"), figure.svg()));
      written.add(write(plotsDir.resolve(figure.name() + ".csv"), figure.csv()));
    }
    return written;
  }

  /** Returns the way from one folder to another as it stands in a link, ending in a slash. */
  static String link(Path from, Path to) {
    Path start = from.toAbsolutePath().normalize();
    Path end = to.toAbsolutePath().normalize();
    if (!start.getRoot().equals(end.getRoot())) {
      return end.toUri().toASCIIString();
    }
    String names =
        StreamSupport.stream(start.relativize(end).spliterator(), false)
            .map(name -> encoded(name.toString()))
            .collect(Collectors.joining("/"));
    return names.isEmpty() ? "" : names + "/";
  }

  private static String encoded(String name) {
    // URLEncoder is for forms: it writes a space as a plus sign
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Path write(Path file, String text) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.getParent());
      try {
        Files.writeString(part, text);
        move(part, file);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "cannot write the report file %s: %s; free space or make the folder writable, then write the report again",
              file,
              reason(e)),
          e);
    }
    return file;
  }

  private static void move(Path part, Path file) throws IOException {
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName();
    return e.getMessage() == null ? kind : kind + " " + e.getMessage();
  }
}
