package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.junit.jupiter.api.Test;

class ProfilePlanTest {
  private static final ProfilePlan.Jvm JVM = new ProfilePlan.Jvm(Path.of("java"), List.of());
  private static final ProfilePlan.Schedule SHORT =
      new ProfilePlan.Schedule(1, 1, Duration.ofSeconds(1));

  @Test
  void theKeyIsAFileNameWhateverTheJdkIsCalled() {
    Arm arm = Arms.of("gather", "virtual", "my/25", Map.of("leaf", "cpu", "fanOut", "100"));
    ProfilePlan plan =
        new ProfilePlan(arm, "Gather", Map.of(), JVM, SHORT, List.of(ProfileEvent.CPU));

    assertThat(plan.key()).isEqualTo("gather-virtual-fanOut=100-leaf=cpu-jdkmy-25");
  }

  @Test
  void somethingIsSampled() {
    Arm arm = Arms.of("gather", "virtual", "25", Map.of());

    assertThatThrownBy(() -> new ProfilePlan(arm, "Gather", Map.of(), JVM, SHORT, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want an event to profile, got none");
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
