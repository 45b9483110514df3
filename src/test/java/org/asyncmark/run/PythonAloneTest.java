package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.ForkSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.RunnerException;

@Timeout(60)
class PythonAloneTest {
  private static final ForkSettings FORK = new ForkSettings(0, 2, 20, 2, 50);

  @TempDir private Path folder;

  private long ops(String mechanism, List<String> before) throws Exception {
    Arm arm =
        new Arm(
            "gather",
            Arm.ASYNCIO,
            "py3.11",
            Patterns.of("gather").cell(Model.LOOP, Map.of("leaf", Value.of("cpu")), 1).params(),
            new TreeMap<>(Map.of("mechanism", Value.of(mechanism))));
    return new PythonAlone(arm, AnyPython.usual(), FORK, List.of(), 0)
        .run(before, folder.resolve("fork.log"));
  }

  @Test
  void aPythonRunsToItsEndWithoutABlockAndLeavesItsOutput() throws Exception {
    assertThat(ops("asyncio", List.of())).isGreaterThan(1);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("fork.log"));
    }
  }

  @Test
  void itsCommandStandsBehindThoseOfWhoLooksAtIt() throws Exception {
    assertThat(ops("asyncio", looker("echo \"$1 $2\"; shift 2; exec \"$@\""))).isGreaterThan(1);
    assertThat(folder.resolve("fork.log")).content().startsWith("record --\n");
  }

  @Test
  void whoLooksAtItMayEndBadlyOnceItHasAResult() throws Exception {
    assertThat(ops("asyncio", looker("shift 2; \"$@\"; exit 1"))).isGreaterThan(1);
  }

  @Test
  void whoLooksAtItMustNotEndBadlyWithoutAResult() {
    assertThatThrownBy(() -> ops("asyncio", looker("echo no; exit 1")))
        .isInstanceOf(RunnerException.class)
        .hasMessageEndingWith("no");
  }

  private List<String> looker(String does) throws Exception {
    Path looker = folder.resolve("py-spy");
    Files.writeString(looker, "#!/bin/sh\n" + does + "\n");
    assertThat(looker.toFile().setExecutable(true)).isTrue();
    return List.of(looker.toString(), "record", "--");
  }

  @Test
  void whatItCannotDoIsTold() {
    assertThatThrownBy(() -> ops("threads", List.of()))
        .isInstanceOf(RunnerException.class)
        .hasMessage(
            "ValueError: gather, model asyncio has no mechanism 'threads'; choose from asyncio,"
                + " aiohttp");
  }

  @Test
  void aPythonThatHangsSaysInItsOutputWhereItIsAndEndsByThat() throws Exception {
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                AnyPython.usual().executable().toString(),
                "-X",
                "faulthandler",
                "-c",
                "import time\ndef nap():\n  print('up', flush=True)\n  time.sleep(300)\nnap()")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      while (!Files.readString(log).startsWith("up")) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      ThreadDump.ofPython(process.toHandle());
      assertThat(process.waitFor()).isEqualTo(128 + 6);
      assertThat(Files.readString(log, StandardCharsets.UTF_8))
          .contains("Fatal Python error: Aborted", " in nap");
    } finally {
      process.destroyForcibly();
    }
  }
}
