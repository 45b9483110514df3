package org.asyncmark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.asyncmark.jdk.PythonLocator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the jar with forks that are CPython processes, beside those of JVMs. */
@Tag("any-jdk")
@Timeout(240)
class PythonIT {
  /** How the folder begins that a Python is given to run. */
  private static final String FORK = "asyncmark-python";

  private static final String[] LOOP_AND_ASYNCIO = {
    "--param", "leaf=http", "--param", "variant=fail-fast", "--model", "loop,asyncio"
  };

  @TempDir private Path folder;

  @BeforeEach
  void requirePython() throws InterruptedException {
    boolean there = PythonLocator.ofThisMachine().locate().usual().isPresent();
    assumeTrue(there, "n/a: no Python from 3.11 on this machine");
  }

  @Test
  void asyncioIsMeasuredInTheBlocksOfTheLoopAndItsForksHaveTheSameFiles() throws Exception {
    StartedJar jar = StartedJar.run(folder, LOOP_AND_ASYNCIO);
    try (BufferedReader out = jar.output()) {
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isZero();
      assertThat(said).contains("asyncio").doesNotContain("FAILED").doesNotContain("JDK py");
    } finally {
      jar.close();
    }
    List<Path> forks = jar.forks(jar.onlyRun());
    assertThat(forks).hasSize(2);
    assertThat(names(jar, forks.get(1))).isEqualTo(names(jar, forks.get(0)));
    JsonNode counters = counters(forks, "asyncio");
    assertThat(counters.path("jvm").path("vm").asText())
        .matches("CPython 3\\.\\d+\\.\\S+ \\(.+\\), .*GIL, asyncio's own loop, gc on \\(.+\\)");
    assertThat(counters.path("samples").path("service").asLong()).isPositive();
    assertThat(counters.path("samples").path("leaf").asLong())
        .isGreaterThan(counters.path("samples").path("service").asLong());
    assertThat(counters.path("counts").path("cpu").path("value").asDouble()).isPositive();
    assertThat(jar.leftProcesses()).isEmpty();
    assertThat(StartedJar.temporary(folder).toFile().list()).containsExactly("jmh.lock");
  }

  @Test
  void aPythonThatIsKilledIsRecordedAsFailedAndTheRunGoesOn() throws Exception {
    StartedJar jar = StartedJar.run(folder, LOOP_AND_ASYNCIO);
    try (BufferedReader out = jar.output()) {
      jar.child(FORK).destroyForcibly();
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(1);
      assertThat(said.lines().filter(line -> line.startsWith("FAILED: ")))
          .singleElement()
          .asString()
          .contains("asyncio", ": CPython ended with exit code 137")
          .doesNotContain("JDK py");
    } finally {
      jar.close();
    }
    List<Path> forks = jar.forks(jar.onlyRun());
    assertThat(forks).hasSize(2);
    assertThat(forks).filteredOn(fork -> fork.toString().endsWith(".FAIL")).hasSize(1);
    assertThat(jar.leftProcesses()).isEmpty();
  }

  @Test
  void aDriverThatIsKilledTakesItsPythonsAlong() throws Exception {
    StartedJar jar = StartedJar.run(folder, LOOP_AND_ASYNCIO);
    try {
      jar.child(FORK);
      jar.driver().destroyForcibly();
      jar.exitCode();
      assertThat(jar.leftProcesses()).isEmpty();
    } finally {
      jar.close();
    }
  }

  @Test
  void afterCtrlCThePythonSideIsDeleted() throws Exception {
    StartedJar jar = StartedJar.run(folder, LOOP_AND_ASYNCIO);
    try (BufferedReader out = jar.output()) {
      StartedJar.signal("INT", jar.child(FORK), jar.driver());
      String said = out.lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isEqualTo(128 + 2);
      assertThat(said).contains("interrupted after 0 of 2 forks").doesNotContain("FAILED");
    } finally {
      jar.close();
    }
    assertThat(jar.leftProcesses()).isEmpty();
    assertThat(StartedJar.temporary(folder).toFile().list()).containsExactly("jmh.lock");
  }

  private static List<String> names(StartedJar jar, Path fork) throws IOException {
    return jar.files(fork).stream().map(file -> file.getFileName().toString()).sorted().toList();
  }

  private static JsonNode counters(List<Path> forks, String model) throws IOException {
    for (Path fork : forks) {
      if (fork.toString().endsWith("_" + model)) {
        String text = Files.readString(fork.resolve("counters.json"), UTF_8);
        return new ObjectMapper().readTree(text);
      }
    }
    throw new AssertionError("none of " + forks + " is of " + model);
  }
}
