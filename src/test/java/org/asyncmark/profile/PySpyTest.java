package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PySpyTest {
  private static final Duration INTERVAL = Duration.ofMillis(1);

  private static ProfilePlan plan(ProfileEvent... events) {
    return new ProfilePlan(
        Arms.of("gather", "asyncio", "py3.11", Map.of()),
        "Gather",
        Map.of(),
        new ProfilePlan.Jvm(Path.of("python3"), List.of()),
        new ProfilePlan.Schedule(0, 1, INTERVAL),
        List.of(events));
  }

  @Test
  void whereItIsNotThereAProfileSaysSo() {
    PySpy none = new PySpy(Optional.empty());
    assertThat(none.sees(plan(ProfileEvent.CPU))).isFalse();
    assertThat(none.absent(plan(ProfileEvent.CPU, ProfileEvent.ALLOC), INTERVAL).line())
        .isEqualTo(
            "gather-asyncio-py3.11: cpu not visible (py-spy is not there); alloc not visible"
                + " (py-spy is not there)");
    assertThat(none.choice())
        .isEqualTo(new EngineChoice(Engine.NONE, "asyncio: not visible (py-spy is not there)"));
  }

  @Test
  void itIsFoundOnThePath(@TempDir Path folder) throws IOException {
    Path executable = Files.createFile(folder.resolve("py-spy"));
    String path = "/nowhere" + File.pathSeparator + folder;
    assertThat(PySpy.among(path).executable()).isEmpty();
    assertThat(executable.toFile().setExecutable(true)).isTrue();
    assertThat(PySpy.among(path).executable()).contains(executable);
  }

  @Test
  void itSeesWhatRunsAndNothingElse() {
    PySpy there = new PySpy(Optional.of(Path.of("py-spy")));
    assertThat(there.sees(plan(ProfileEvent.CPU))).isTrue();
    assertThat(there.sees(plan(ProfileEvent.LOCK))).isFalse();
    assertThat(there.absent(plan(ProfileEvent.LOCK), INTERVAL).line())
        .isEqualTo("gather-asyncio-py3.11: lock not visible to py-spy: it samples what runs");
  }

  @Test
  void itIsAskedForStacksInThePlaceOfACommand() {
    assertThat(new PySpy(Optional.of(Path.of("py-spy"))).words(INTERVAL, Path.of("x")))
        .containsExactly(
            "py-spy", "record", "--format", "raw", "--rate", "1000", "--output", "x", "--");
  }
}
