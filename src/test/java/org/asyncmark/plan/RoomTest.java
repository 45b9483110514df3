package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arms;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final long GIBIBYTE = 1L << 30;
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  @Test
  void aForkTakesItsHeapAndAQuarterOfAGibibyteBeside() {
    Plan plan = plan("event", "waiters=1");
    List<PlannedArm> arms = plan.arms();
    assertThat(new Room(arms.size() * 5L * GIBIBYTE / 4 + GIBIBYTE, 1_000).fits(plan, arms))
        .isTrue();
    assertThat(new Room(arms.size() * 5L * GIBIBYTE / 4 - GIBIBYTE, 1_000).fits(plan, arms))
        .isFalse();
  }

  @Test
  void theThreadsOfAllForksCountTogether() {
    Plan plan = plan("event", "waiters=1000");
    List<PlannedArm> platform =
        plan.arms().stream().filter(planned -> planned.arm().model().equals("platform")).toList();
    List<PlannedArm> twice = List.of(platform.get(0), platform.get(0));
    assertThat(new Room(100 * GIBIBYTE, 1_999).fits(plan, platform)).isTrue();
    assertThat(new Room(100 * GIBIBYTE, 1_999).fits(plan, twice)).isFalse();
    assertThat(new Room(100 * GIBIBYTE, 2_000).fits(plan, twice)).isTrue();
  }

  @Test
  void aBlockIsNoLongerThanTwoMinutes() {
    Plan plan = plan("event", "waiters=1");
    PlannedArm arm = plan.arms().get(0);
    int most = (int) (120_000 / plan.fork().expectedMillis(arm.expected().opMicros()));
    Room room = new Room(100_000 * GIBIBYTE, 1_000_000);
    assertThat(room.fits(plan, Collections.nCopies(most, arm))).isTrue();
    assertThat(room.fits(plan, Collections.nCopies(most + 1, arm))).isFalse();
  }

  @Test
  void theHeapIsThatOfTheLastFlag() {
    assertThat(Room.heapBytes(List.of("-Xms1g", "-Xmx1g"))).isEqualTo(GIBIBYTE);
    assertThat(Room.heapBytes(List.of("-Xmx1g", "-Xmx512m"))).isEqualTo(GIBIBYTE / 2);
    assertThat(Room.heapBytes(List.of("-Xmx1g", "-XX:MaxHeapSize=1048576"))).isEqualTo(1 << 20);
  }

  private static Plan plan(String pattern, String waiters) {
    String[] param = waiters.split("=");
    return new Wanted(
            List.of(Patterns.of(pattern)),
            Model.ofJava(),
            List.of(JDK),
            Preset.QUICK,
            6,
            Arms.choices(Map.of(param[0], List.of(param[1]))),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }
}
