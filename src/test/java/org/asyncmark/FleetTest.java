package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The templates of {@code src/docs/fleet}: what they ask the start script for. */
@Timeout(20)
@Tag("any-jdk")
class FleetTest {
  private static final Path TEMPLATES = Path.of("src", "docs", "fleet").toAbsolutePath();

  @TempDir private Path checkout;

  @BeforeEach
  void sayWhatIsAskedFor() throws IOException {
    Path script = checkout.resolve("run-benchmarks.sh");
    Files.writeString(script, "#!/usr/bin/env bash\necho \"$@\"\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private String said(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(checkout.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.strip();
  }

  /** Returns what stands behind a key of a YAML file, line by line. */
  private static List<String> behind(String file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(TEMPLATES.resolve(file))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()))
          .toList();
    }
  }

  @Test
  void theSlurmArrayPassesItsIndex() throws Exception {
    Map<String, String> array = Map.of("SLURM_ARRAY_TASK_ID", "2", "SLURM_ARRAY_TASK_COUNT", "3");
    assertThat(said(array, TEMPLATES.resolve("slurm.sh").toString(), "my plan.json"))
        .isEqualTo("run --plan my plan.json --shard 2/3");
  }

  @Test
  void theIndexOfKubernetesCountsFromZero() throws Exception {
    List<String> commands = behind("kubernetes.yaml", "- ./");
    assertThat(commands).hasSize(1);
    assertThat(behind("kubernetes.yaml", "completions: ")).containsExactly("3");
    assertThat(said(Map.of("JOB_COMPLETION_INDEX", "2"), "bash", "-c", "./" + commands.get(0)))
        .isEqualTo("run --plan plan.json --shard 3/3");
  }

  @Test
  void theMatrixMeasuresEveryShardAndMerges() throws Exception {
    Files.createDirectories(checkout.resolve("results/x_shard1of3"));
    List<String> commands = behind("ci.yml", "- run: ");
    assertThat(behind("ci.yml", "index: ")).containsExactly("[1, 2, 3]");
    assertThat(commands).hasSize(3);
    assertThat(said(Map.of(), "bash", "-c", commands.get(0)))
        .isEqualTo("run --preset standard --write-plan plan.json");
    String shard = commands.get(1).replace("${{ matrix.index }}", "2");
    assertThat(said(Map.of(), "bash", "-c", shard)).isEqualTo("run --plan plan.json --shard 2/3");
    assertThat(said(Map.of(), "bash", "-c", commands.get(2)))
        .isEqualTo("merge results/x_shard1of3");
  }
}
