package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The templates of {@code src/docs}: what they ask the start script for. */
@Timeout(20)
@Tag("any-jdk")
class FleetTest {
  private static final Path DOCS = Path.of("src", "docs").toAbsolutePath();
  private static final Path TEMPLATES = DOCS.resolve("fleet");
  private static final Path GATE = DOCS.resolve("ci/gate.sh");

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

  @Test
  void theGateMeasuresBothBuildsInOneRunAndComparesThem() throws Exception {
    List<String> asked =
        askedOf(said(Map.of(), GATE.toString(), "b.jar", "p", "old.jar", "new.jar"));
    assertThat(asked)
        .containsExactly(
            "run --classpath b.jar --classpath base=old.jar --classpath candidate=new.jar --jdk 25"
                + " --pattern p --preset quick --rounds 10 --placebo cell --results gate-results",
            "compare gate-results/* --metric p50 --fail-if slower>5%");
  }

  @Test
  void theGateHandsFurtherOptionsOnAndComparesNoEarlierRun() throws Exception {
    String[] gate = {GATE.toString(), "b.jar", "p", "old.jar", "new.jar", "--rounds", "20"};
    assertThat(askedOf(said(Map.of(), gate)).get(0)).endsWith(" gate-results --rounds 20");
    Files.createDirectory(checkout.resolve("gate-results"));
    Process again =
        new ProcessBuilder(gate).directory(checkout.toFile()).redirectErrorStream(true).start();
    assertThat(new String(again.getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("wanted no gate-results, found one; move it away\n");
    assertThat(again.waitFor()).isEqualTo(4);
  }

  @Test
  void thePullRequestsGateCallsTheScriptWithJarsOfBothCheckouts() throws Exception {
    List<String> commands = behind("../ci/gate.yml", "- run: ");
    assertThat(behind("../ci/gate.yml", "with: { path: "))
        .extracting(line -> line.replaceFirst("[ ,].*", ""))
        .containsExactly("candidate", "base", "asyncmark");
    Path there = Files.createDirectories(checkout.resolve("asyncmark"));
    Files.createDirectories(there.resolve("src/docs/ci"));
    Files.copy(GATE, there.resolve("src/docs/ci/gate.sh"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.copy(
        checkout.resolve("run-benchmarks.sh"),
        there.resolve("run-benchmarks.sh"),
        StandardCopyOption.COPY_ATTRIBUTES);
    assertThat(askedOf(said(Map.of(), "bash", "-c", commands.get(commands.size() - 1))).get(0))
        .startsWith(
            "run --classpath candidate/bench/target/bench.jar"
                + " --classpath base=base/target/library.jar"
                + " --classpath candidate=candidate/target/library.jar --jdk 25 --pattern pricing");
  }

  @Test
  void theDocumentShowsTheCommandsOfTheGate() throws Exception {
    String document = Files.readString(DOCS.resolve("ci.md")).replaceAll(" \\\\\n +", " ");
    String[] gate = {GATE.toString(), "bench.jar", "pricing", "old/library.jar", "new/library.jar"};
    for (String asked : askedOf(said(Map.of(), gate))) {
      assertThat(document.replace("'", "")).contains("./run-benchmarks.sh " + asked + "\n");
    }
  }

  private static List<String> askedOf(String said) {
    return said.lines().toList();
  }
}
