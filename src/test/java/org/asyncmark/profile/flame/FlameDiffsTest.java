package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.EngineChoice;
import org.asyncmark.profile.EventGraph;
import org.asyncmark.profile.IndexSection;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameDiffsTest {
  private static final Arm OLD = Arms.of("gather", "loop", "17", Map.of());
  private static final Arm NEW = Arms.of("gather", "loop", "25", Map.of());
  private static final FlamePair PAIR = new FlamePair(ArmDifference.parse("jdk:17..25"), OLD, NEW);

  @TempDir private Path folder;

  @Test
  void anArmThatTakesTheSameForEachOpShowsNoDifferenceWhateverItsOps() throws IOException {
    String page = forth(profile(OLD, Engine.CPU, 100, 10), profile(NEW, Engine.CPU, 400, 40));

    assertThat(page).contains("maxdiff = 0;");
  }

  @Test
  void anArmThatTakesMoreForEachOpShowsHowMuchMoreInThousandthsOfASample() throws IOException {
    String page = forth(profile(OLD, Engine.CPU, 100, 10), profile(NEW, Engine.CPU, 120, 10));

    assertThat(page).contains("\nd=20000\n");
  }

  @Test
  void theTitleHasBothTotalsAndBothOps() throws IOException {
    assertThat(forth(profile(OLD, Engine.CPU, 100, 10), profile(NEW, Engine.CPU, 400, 40)))
        .contains(
            "<h1>gather loop, cpu, jdk 17 to 25: 100 samples in 10 ops to 400 samples in 40 ops,"
                + " the first scaled to as many ops;");
  }

  @Test
  void bothDirectionsAreLinkedWithTheShareThatMatched() throws IOException {
    assertThat(page(profile(OLD, Engine.CPU, 100, 10), profile(NEW, Engine.CPU, 400, 40)))
        .contains("<a href=\"diff/gather-loop-jdk-17-to-25/cpu.html\">17 to 25</a>")
        .contains("<a href=\"diff/gather-loop-jdk-17-to-25/cpu-back.html\">25 to 17</a>")
        .contains("<td>100 % and 100 %</td>")
        .contains("Thread.runWith");
  }

  @Test
  void profilesOfDifferentEnginesAreNotCompared() throws IOException {
    assertThat(page(profile(OLD, Engine.CPU, 100, 10), profile(NEW, Engine.CTIMER, 400, 40)))
        .contains("n/a (sampled by perf events and by CPU timers)")
        .doesNotContain("href=\"diff");
  }

  @Test
  void aProfileWithoutSamplesIsNotCompared() throws IOException {
    assertThat(page(profile(OLD, Engine.CPU, 100, 10), profile(NEW, Engine.CPU, 0, 40)))
        .contains("n/a (nothing was sampled in loop, JDK 25)");
  }

  private String forth(Profile base, Profile other) throws IOException {
    page(base, other);
    return Files.readString(folder.resolve("diff/gather-loop-jdk-17-to-25/cpu.html"));
  }

  private String page(Profile base, Profile other) throws IOException {
    FlameDiffs diffs = new FlameDiffs(folder);
    diffs.draw(PAIR, base, other);
    IndexSection section = diffs.section().orElseThrow();
    return Files.readString(ProfileIndex.write(folder, "run", List.of(section)));
  }

  private Profile profile(Arm arm, Engine engine, long samples, long ops) throws IOException {
    Path own = Files.createDirectories(folder.resolve("jdk" + arm.jdk()));
    Path collapsed = own.resolve("cpu.collapsed");
    Files.writeString(
        collapsed, samples == 0 ? "" : "java/lang/Thread.run_[j];a " + samples + "\n");
    return new Profile(
        arm,
        "gather",
        new EngineChoice(engine, "works"),
        Duration.ofMillis(1),
        ops,
        List.of(new EventGraph(ProfileEvent.CPU, samples, own, collapsed, own)),
        Map.of(),
        Optional.of(own));
  }
}
