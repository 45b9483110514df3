package org.asyncmark.profile;

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
import org.asyncmark.profile.flame.FlameSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileIndexTest {
  private static final Arm LOOP = Arms.of("gather", "loop", "25", Map.of());
  private static final Arm VIRTUAL = Arms.of("gather", "virtual", "25", Map.of());

  @TempDir private Path folder;

  @Test
  void picturesAndLogAreLinkedRelativeToThePage() throws IOException {
    assertThat(page("run", Profiles.drawn(LOOP)))
        .contains("<a href=\"gather-loop-jdk25/fork.log\">gather-loop-jdk25</a>")
        .contains("<a href=\"gather-loop-jdk25/cpu.html\">1,234 samples</a>")
        .contains("<a href=\"gather-loop-jdk25/cpu-heatmap.html\">heat map</a>")
        .contains("<a href=\"gather-loop-jdk25/cpu.collapsed\">stacks</a>");
  }

  @Test
  void aRowHasOpsEngineAndReason() throws IOException {
    assertThat(page("run", Profiles.drawn(LOOP)))
        .contains("<td class=\"number\">5,678</td>")
        .contains("<td>perf events</td>")
        .contains("<li>works &lt;here&gt;</li>");
  }

  @Test
  void thePageSaysHowEachEventWasSampledAndThatNothingWasScored() throws IOException {
    assertThat(page("run", Profiles.drawn(LOOP)))
        .contains("<li>cpu: perf events, every 1 ms</li>")
        .contains("Profiled, not scored");
  }

  @Test
  void anEventThatIsNotVisibleInAModelIsSaidAndOneThatWasNotRecordedToo() throws IOException {
    assertThat(page("run", Profiles.drawn(LOOP), Profiles.drawn(VIRTUAL)))
        .contains("<td class=\"event\">not visible to async-profiler: parked virtual threads</td>")
        .contains("<td class=\"event\">not recorded</td>");
  }

  @Test
  void aProfileWithoutGraphIsListedWithItsReasonAndWithoutLink() throws IOException {
    Profile nothing =
        new Profile(
            LOOP,
            "gather-loop-jdk25",
            new EngineChoice(Engine.NONE, "no flame graph here"),
            Duration.ofMillis(1),
            0,
            List.of(),
            Map.of(ProfileEvent.CPU, "not visible: no profiler works here"),
            Optional.empty());

    assertThat(page("run", nothing))
        .contains("<td class=\"key\">gather-loop-jdk25</td>")
        .contains("no flame graph here")
        .contains("<td class=\"event\">not visible: no profiler works here</td>")
        .doesNotContain("href");
  }

  @Test
  void theTitleIsPlainText() throws IOException {
    assertThat(page("a<b> & c")).contains("<h1>Profiles of a&lt;b&gt; &amp; c</h1>");
  }

  private String page(String title, Profile... profiles) throws IOException {
    IndexSection section = FlameSection.of(Profiles.FOLDER, List.of(profiles));
    return Files.readString(ProfileIndex.write(folder, title, List.of(section)));
  }
}
