package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run in parts, each in a working folder of its own, as on machines of a fleet. */
@Timeout(240)
@Tag("any-jdk")
class ShardsIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final String HOME = "here=" + System.getProperty("java.home");

  @TempDir private Path folder;

  @Test
  void threeShardsInThreeFoldersMakeOneRun() throws Exception {
    List<String> plan = new ArrayList<>(List.of("run", "--preset", "smoke", "--pattern", "gather"));
    plan.addAll(List.of("--param", "leaf=cpu", "--param", "variant=collect", "--rounds", "3"));
    plan.addAll(List.of("--model", "loop", "--cpus", "all", "--jdk-home", HOME));
    plan.addAll(List.of("--write-plan", "plan.json"));
    assertThat(said(0, folder, plan)).contains("plan:    plan.json");
    List<String> look = new ArrayList<>(List.of("run", "--plan", "plan.json", "--dry-run"));
    look.addAll(List.of("--jdk-home", HOME));
    assertThat(said(0, folder, look)).contains("3 rounds, 3 forks");
    look.addAll(List.of("--shard", "2/3", "--shard-by", "rounds"));
    assertThat(said(0, folder, look)).contains("shard 2 of 3", "1 fork, about");
    assertThat(folder.resolve("results")).doesNotExist();

    List<String> merge = new ArrayList<>(List.of("merge", "--results", "results"));
    for (int number = 1; number <= 3; number++) {
      Path machine = Files.createDirectory(folder.resolve("machine" + number));
      List<String> shard = new ArrayList<>(List.of("run", "--plan", "../plan.json"));
      shard.addAll(List.of("--shard", number + "/3", "--shard-by", "rounds"));
      shard.addAll(List.of("--jdk-home", HOME, "--results", "results"));
      assertThat(said(0, machine, shard)).contains("[1/1]", "shard " + number + " of 3: results/");
      merge.add(onlyFolderIn(machine.resolve("results")).toString());
      if (number == 1) {
        assertThat(said(4, machine, shard))
            .contains("it is there already; go on with it by --resume");
        assertThat(said(0, machine, List.of("run", "--resume", merge.get(3), "--jdk-home", HOME)))
            .contains("shard 1 of 3", "forks that are there: 1 of 1");
      }
    }
    assertThat(said(4, folder, merge.subList(0, 5)))
        .contains("wanted all shards, found none for shard 3 of 3 with 1 block of gather");
    assertThat(said(0, folder, merge)).contains("results: results/");
    Path run = onlyFolderIn(folder.resolve("results"));
    assertThat(run.resolve("REPORT.md")).isNotEmptyFile();
  }

  private static String said(int exitCode, Path in, List<String> words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(JAVA.toString(), StartedJar.SHORT_LIVED, "-Djmh.ignoreLock=true", "-jar"));
    command.add(Path.of("target", "asyncmark.jar").toAbsolutePath().toString());
    command.addAll(words);
    Process jar =
        new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true).start();
    jar.getOutputStream().close();
    String said = new String(jar.getInputStream().readAllBytes(), UTF_8);
    assertThat(jar.waitFor()).as(said).isEqualTo(exitCode);
    return said;
  }

  private static Path onlyFolderIn(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      List<Path> folders = all.toList();
      assertThat(folders).hasSize(1);
      return folders.get(0);
    }
  }
}
