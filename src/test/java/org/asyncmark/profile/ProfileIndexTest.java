package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileIndexTest {
  private static final Duration INTERVAL = Duration.ofMillis(1);

  @TempDir private Path folder;

  @Test
  void aGraphIsLinkedRelativeToThePage() throws IOException {
    assertThat(page("run", drawn()))
        .contains("<a href=\"gather-25.html\">gather-25</a>")
        .contains("<a href=\"gather-25.collapsed\">collapsed stacks</a>");
  }

  @Test
  void aRowHasSamplesEngineAndReason() throws IOException {
    assertThat(page("run", drawn()))
        .contains("<td class=\"number\">1,234</td>")
        .contains("<td>perf events</td>")
        .contains("<td>works &lt;here&gt;</td>");
  }

  @Test
  void aProfileWithoutGraphIsListedWithItsReasonAndWithoutLink() throws IOException {
    EngineChoice nothing = new EngineChoice(Engine.NONE, "no flame graph here");

    assertThat(page("run", Profile.absent("gather-17", nothing, INTERVAL)))
        .contains("<td>gather-17</td>")
        .contains("<td>no flame graph here</td>")
        .doesNotContain("href");
  }

  @Test
  void theTitleIsPlainText() throws IOException {
    assertThat(page("a<b> & c")).contains("<h1>Flame graphs of a&lt;b&gt; &amp; c</h1>");
  }

  private Profile drawn() {
    return new Profile(
        "gather-25",
        new EngineChoice(Engine.CPU, "works <here>"),
        INTERVAL,
        1_234,
        Optional.of(folder.resolve("gather-25.html")),
        Optional.of(folder.resolve("gather-25.collapsed")),
        List.of(),
        Optional.empty());
  }

  private String page(String title, Profile... profiles) throws IOException {
    return Files.readString(ProfileIndex.write(folder, title, List.of(profiles)));
  }
}
