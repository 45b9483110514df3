package org.asyncmark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;

/** The flame graphs that lie beside a run, by the arm that was profiled. */
final class FlameLinks {
  static final FlameLinks NONE = new FlameLinks(List.of());

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Graph> graphs;

  private FlameLinks(List<Graph> graphs) {
    this.graphs = List.copyOf(graphs);
  }

  /**
   * A flame graph.
   *
   * @param arm what was profiled, for {@link #key}
   * @param event for example {@code cpu}
   * @param href the way from the report to the file
   * @param run name of the run that profiled
   */
  record Graph(String arm, String event, String href, String run) {}

  /**
   * Finds the graphs in {@code flame} of the folder of figures, and of those beside it: {@code
   * profile} is a run of its own.
   *
   * @param resultsDir folder of the report
   * @param plotsDir folder of the run's figures
   * @throws EnvironmentException if a folder cannot be read
   */
  static FlameLinks of(Path resultsDir, Path plotsDir) {
    Path own = plotsDir.toAbsolutePath().normalize();
    List<Path> runs = new ArrayList<>(List.of(own));
    folders(own.resolveSibling(".").normalize()).stream()
        .filter(run -> !run.equals(own))
        .forEach(runs::add);
    List<Graph> graphs = new ArrayList<>();
    for (Path run : runs) {
      for (Path profile : folders(run.resolve("flame"))) {
        graphs.addAll(graphs(resultsDir, run, profile));
      }
    }
    return new FlameLinks(graphs);
  }

  private static List<Graph> graphs(Path resultsDir, Path run, Path profile) {
    Path facts = profile.resolve("profile.json");
    if (!Files.isRegularFile(facts)) {
      return List.of();
    }
    List<Graph> graphs = new ArrayList<>();
    try {
      JsonNode told = JSON.readTree(facts.toFile());
      for (Map.Entry<String, JsonNode> event : told.path("events").properties()) {
        Path html = profile.resolve(event.getKey() + ".html");
        if (event.getValue().path("total").asLong() > 0 && Files.isRegularFile(html)) {
          String href = ReportFiles.link(resultsDir, profile) + html.getFileName();
          graphs.add(new Graph(key(told), event.getKey(), href, run.getFileName().toString()));
        }
      }
    } catch (JsonProcessingException e) {
      // a damaged profile, perhaps of another run, has no link; the report goes on
      return List.of();
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted the facts of a profile, cannot read "
              + facts
              + "; delete that profile's folder or profile again",
          e);
    }
    return graphs;
  }

  private static List<Path> folders(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new EnvironmentException(
          "wanted to look for flame graphs in " + parent + ", cannot read it", e);
    }
  }

  /** Returns those of an arm, its own run's first. */
  List<Graph> of(Arm arm) {
    String key = key(arm);
    return graphs.stream().filter(graph -> graph.arm().equals(key)).toList();
  }

  private static String key(Arm arm) {
    return key(arm.pattern(), arm.model(), arm.jdk(), arm.paramsLabel());
  }

  private static String key(JsonNode facts) {
    String params =
        facts.path("params").properties().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey() + "=" + each.getValue().asText())
            .collect(Collectors.joining(" "));
    return key(
        facts.path("pattern").asText(),
        facts.path("model").asText(),
        facts.path("jdk").asText(),
        params);
  }

  private static String key(String pattern, String model, String jdk, String params) {
    return String.join("\n", pattern, model, jdk, params);
  }
}
