package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.asyncmark.report.figure.Figures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameLinksTest {
  private static final Arm ARM = Arms.of("gather", "loop", "25", Map.of("fanOut", "100"));

  @TempDir private Path folder;
  private Path results;
  private Path plots;

  @BeforeEach
  void folders() throws IOException {
    results = Files.createDirectories(folder.resolve("results").resolve("a run"));
    plots = Files.createDirectories(folder.resolve("plots").resolve("a run"));
  }

  @Test
  void graphsOfTheRunAndOfProfilesBesideItAreLinked() throws IOException {
    profile(folder.resolve("plots").resolve("a profile"), "100", 7);
    profile(plots, "100", 7);
    assertThat(FlameLinks.of(results, plots).of(ARM))
        .extracting(FlameLinks.Graph::run, FlameLinks.Graph::event, FlameLinks.Graph::href)
        .containsExactly(
            tuple("a run", "cpu", "../../plots/a%20run/flame/key/cpu.html"),
            tuple("a profile", "cpu", "../../plots/a%20profile/flame/key/cpu.html"));
  }

  @Test
  void graphsOfOtherCellsAndOfNoSamplesAreNot() throws IOException {
    profile(folder.resolve("plots").resolve("other size"), "200", 7);
    profile(plots, "100", 0);
    assertThat(FlameLinks.of(results, plots).of(ARM)).isEmpty();
  }

  @Test
  void aDamagedProfileHasNoLink() throws IOException {
    profile(plots, "100", 7);
    Files.writeString(plots.resolve("flame/key/profile.json"), "{");
    assertThat(FlameLinks.of(results, plots).of(ARM)).isEmpty();
  }

  @Test
  void aCellIsLinkedToItsGraphs() throws IOException {
    String html = HtmlReport.render(new RunView(run()), Figures.of(new RunView(run())), of());
    assertThat(html)
        .contains(
            "Flame graphs of loop, JDK 25.0.3+9, run a run: "
                + "<a href=\"../../plots/a%20run/flame/key/cpu.html\">cpu</a>");
  }

  private FlameLinks of() throws IOException {
    profile(plots, "100", 7);
    return FlameLinks.of(results, plots);
  }

  private static RunRecord run() {
    return new SampleRun()
        .jdk("25", "25.0.3+9")
        .forks(Model.LOOP, "25", Map.of("fanOut", "100"), SampleRun.flat(1, 20, 800_000))
        .record();
  }

  private static void profile(Path run, String fanOut, int samples) throws IOException {
    Path profile = Files.createDirectories(run.resolve("flame").resolve("key"));
    Files.writeString(profile.resolve("cpu.html"), "<!doctype html>");
    Files.write(
        profile.resolve("profile.json"),
        List.of(
            "{\"pattern\": \"gather\", \"model\": \"loop\", \"jdk\": \"25\",",
            "\"params\": {\"fanOut\": \"" + fanOut + "\"},",
            "\"events\": {\"cpu\": {\"total\": "
                + samples
                + "}, \"lock\": {\"absence\": \"n/a\"}}}"));
  }
}
