package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProfilePlanTest {
  @Test
  void aKeyThatIsNoFileNameIsRefused() {
    ProfilePlan.Jvm jvm = new ProfilePlan.Jvm(Path.of("java"), List.of());
    ProfilePlan.Schedule schedule = new ProfilePlan.Schedule(1, 1, Duration.ofSeconds(1));

    assertThatThrownBy(() -> new ProfilePlan("gather/25", "Gather", Map.of(), jvm, schedule))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want a key of letters, digits and . _ = + -, got 'gather/25'");
  }

  @Test
  void aScheduleMeasuresSomething() {
    assertThatThrownBy(() -> new ProfilePlan.Schedule(1, 0, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "want 0 or more warm-ups and 1 or more measured iterations of 1 ms or more, got 1, 0"
                + " and PT1S");
  }
}
