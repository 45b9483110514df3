package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arms;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfilePlan;
import org.asyncmark.profile.PySpy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonPicturesTest {
  private static final PySpy SPY = new PySpy(Optional.of(Path.of("py-spy")));

  @TempDir private Path folder;

  private Profile draw() throws IOException {
    ProfilePlan plan =
        new ProfilePlan(
            Arms.of("gather", "asyncio", "py3.11", Map.of()),
            "Gather",
            Map.of(),
            new ProfilePlan.Jvm(Path.of("python3"), List.of()),
            new ProfilePlan.Schedule(0, 1, Duration.ofMillis(1)),
            List.of(ProfileEvent.CPU, ProfileEvent.WALL));
    return new PythonPictures(SPY).draw(plan, SPY.choice(), Duration.ofMillis(1), 250, folder);
  }

  @Test
  void theStacksOfAPythonAreDrawnAndSayWhatSampled() throws IOException {
    Files.writeString(
        folder.resolve(PySpy.STACKS),
        "main (fork.py:40);op (gather.py:12) 7\nmain (fork.py:40) 2\n");
    Profile profile = draw();
    assertThat(profile.line())
        .isEqualTo(
            "gather-asyncio-py3.11: cpu 9 samples; wall not visible to py-spy: it samples what"
                + " runs");
    assertThat(Files.readString(folder.resolve("cpu.html")))
        .contains("gather-asyncio-py3.11, cpu: py-spy, every 1 ms; 9 samples in 250 ops")
        .contains("gather.py");
    assertThat(Files.readString(folder.resolve("profile.json")))
        .contains("\"engine\" : \"py-spy\"");
    assertThat(profile.graph(ProfileEvent.CPU).orElseThrow().heatmap()).isNull();
  }

  @Test
  void aPythonOfWhichNothingWasSampledHasNoGraph() throws IOException {
    assertThat(draw().line())
        .startsWith("gather-asyncio-py3.11: cpu n/a (nothing was sampled in 250 ops); wall ");
  }
}
