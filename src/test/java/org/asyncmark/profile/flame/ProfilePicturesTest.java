package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arms;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.EngineChoice;
import org.asyncmark.profile.Golden;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfilePlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilePicturesTest {
  @TempDir private Path folder;

  @Test
  void anEventWithoutSamplesHasNoPictureButAReason() throws IOException {
    Files.copy(Golden.JDK17_CPU, folder.resolve(ProfileFork.RECORDING));
    ProfilePlan plan =
        new ProfilePlan(
            Arms.of("gather", "loop", "17", Map.of()),
            "Gather",
            Map.of(),
            new ProfilePlan.Jvm(Path.of("java"), List.of()),
            new ProfilePlan.Schedule(0, 1, Duration.ofMillis(1)),
            List.of(ProfileEvent.CPU, ProfileEvent.LOCK));
    EngineChoice choice = new EngineChoice(Engine.CPU, "works");
    Profile profile = ProfilePictures.draw(plan, choice, Duration.ofMillis(1), 1_234, folder);
    assertThat(profile.graphs()).hasSize(1);
    assertThat(profile.absences())
        .containsExactly(Map.entry(ProfileEvent.LOCK, "n/a (nothing was sampled in 1,234 ops)"));
    assertThat(folder.resolve("cpu.html")).exists();
    assertThat(folder.resolve("lock.html")).doesNotExist();
    assertThat(folder.resolve("lock.collapsed")).doesNotExist();
  }
}
