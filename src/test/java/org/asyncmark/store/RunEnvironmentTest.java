package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.Python;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEnvironmentTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  @TempDir private Path folder;

  @Test
  void itKeepsWhatAPythonIsInFull() throws IOException {
    Path file = folder.resolve("env.json");
    Python usual =
        new Python(
            "py3.11", Path.of("py"), "3.11.7", false, Python.ASYNCIO, "main, GCC 12", Set.of());
    Python free = new Python("py3.13t-uvloop", Path.of("py"), "3.13.0", true, Python.UVLOOP);
    RunJson.write(file, RunEnvironment.ofThisMachine(JDK, List.of(free, usual), List.of()));
    RunEnvironment read = RunJson.read(file, RunEnvironment.class);
    assertThat(read.further(1, 1, 1).pythons())
        .isEqualTo(
            Map.of(
                "py3.11",
                "3.11.7 CPython, built main, GCC 12; GIL on; loop asyncio",
                "py3.13t-uvloop",
                "3.13.0 CPython free-threaded, uvloop; GIL off; loop uvloop"));
  }

  @Test
  void aVariableThatEndsInALineIsReadBack() throws IOException {
    Path file = folder.resolve("env.json");
    RunEnvironment here = RunEnvironment.ofThisMachine(JDK, List.of());
    Map<String, String> takenOut = Map.of("JAVA_TOOL_OPTIONS", "-Dx=y\n\t-Dz=w\n");
    RunEnvironment written =
        new RunEnvironment(
            here.machine(), "driver", "server", List.of(), takenOut, Map.of(), 1, 1, 1);
    RunJson.write(file, written);
    assertThat(RunJson.read(file, RunEnvironment.class)).isEqualTo(written);
  }

  @Test
  void aRunWithoutPythonsSaysNothingOfThem() throws IOException {
    Path file = folder.resolve("env.json");
    RunJson.write(file, RunEnvironment.ofThisMachine(JDK, List.of()));
    assertThat(Files.readString(file)).doesNotContain("python");
    assertThat(RunJson.read(file, RunEnvironment.class).pythons()).isEmpty();
  }
}
