package org.asyncmark.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import one.convert.Arguments;
import one.convert.Main;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.Golden;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.Recordings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlameGraphTest {
  /** What {@code jfr summary} says of the recordings. */
  private static final long JDK17_SAMPLES = 304;

  private static final long JDK25_SAMPLES = 75;
  private static final long JDK25_SAMPLES_BY_CPU_TIME = 30;

  @TempDir private Path folder;

  @Test
  void everySampleOfAJdk17RecordingIsCounted() throws IOException {
    assertThat(FlameGraph.collapse(Golden.JDK17_CPU, Engine.CPU, ProfileEvent.CPU, collapsed()))
        .isEqualTo(JDK17_SAMPLES);
  }

  @Test
  void everySampleOfAJdk25RecordingIsCounted() throws IOException {
    assertThat(
            FlameGraph.collapse(
                Golden.JDK25_CPU_DENIED, Engine.CTIMER, ProfileEvent.CPU, collapsed()))
        .isEqualTo(JDK25_SAMPLES);
  }

  @Test
  void everySampleByCpuTimeOfAFlightRecordingIsCounted() throws IOException {
    assertThat(
            FlameGraph.collapse(
                Golden.JDK25_CPU_TIME, Engine.CPU_TIME, ProfileEvent.CPU, collapsed()))
        .isEqualTo(JDK25_SAMPLES_BY_CPU_TIME);
    assertThat(Files.readString(collapsed())).contains("Spin.main").contains(";Spin.spin");
  }

  @ParameterizedTest
  @CsvSource({
    "17, CPU, 3", "17, ALLOC, 15", "17, WALL, 440", "17, LOCK, 40084269",
    "21, CPU, 7", "21, ALLOC, 48", "21, WALL, 351", "21, LOCK, 40122335",
    "25, CPU, 3", "25, ALLOC, 21", "25, WALL, 334", "25, LOCK, 56664999",
  })
  void eachEventOfOneRecordingHasItsOwnTotal(int jdk, ProfileEvent event, long total)
      throws IOException {
    assertThat(FlameGraph.collapse(Golden.all(jdk), Engine.CPU, event, collapsed()))
        .isEqualTo(total);
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void aRecordingOfAllEventsSaysWhichEngineSampledTheCpu(int jdk) throws IOException {
    assertThat(Recordings.engineSetting(Golden.all(jdk))).isEqualTo("perf_events");
  }

  @Test
  void samplesOfAnotherKindAreNotCounted() throws IOException {
    assertThat(FlameGraph.collapse(Golden.JDK17_CPU, Engine.CPU, ProfileEvent.WALL, collapsed()))
        .isZero();
  }

  @Test
  void theStacksNameTheMethodsOfTheProgram() throws IOException {
    FlameGraph.collapse(Golden.JDK25_CPU_DENIED, Engine.CTIMER, ProfileEvent.CPU, collapsed());

    assertThat(Files.readString(collapsed())).contains("Spin.main").contains(";Spin.spin");
  }

  @Test
  void thePageHoldsEverySampleOfTheStacks() throws IOException {
    page("title");
    Path readBack = folder.resolve("readBack.collapsed");
    Main.convert(html().toString(), readBack.toString(), new Arguments("-o", "collapsed"));

    assertThat(CollapsedStacks.read(readBack).total()).isEqualTo(JDK17_SAMPLES);
  }

  @Test
  void aHeatMapLoadsNothingFromElsewhere() throws IOException {
    FlameGraph.heatmap(Golden.JDK17_CPU, Engine.CPU, ProfileEvent.CPU, html());

    assertThat(Files.readString(html())).contains("Spin").doesNotContain("src=", "<link");
  }

  @Test
  void aPageHasItsTitleAboveTheToolBarAndAWayBack() throws IOException {
    assertThat(page("title"))
        .contains("\theader {margin: 0 0 6px 0}\n</style>")
        .contains(
            "<h1>title</h1>\n<nav><b>few &amp; far</b><br><a href='../index.html'>All profiles of this"
                + " run, with the evidence</a></nav>\n<header");
  }

  @Test
  void aPageOfAnotherConverterIsRefused() throws IOException {
    Files.writeString(html(), "<html></html>");
    assertThatThrownBy(() -> new FlamePage("../index.html", "").addTo(html()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "want a page with a style and a title from async-profiler's converter, got another in "
                + html()
                + "; use the ap-loader that this was built with");
  }

  @Test
  void theTitleIsPlainText() throws IOException {
    assertThat(page("a<b> & c")).contains("<h1>a&lt;b&gt; &amp; c</h1>");
  }

  @Test
  void thePageLoadsNothingFromElsewhere() throws IOException {
    assertThat(page("title")).doesNotContain("src=", "<link", "@import", "url(");
  }

  @Test
  void convertingPrintsNothing() throws IOException {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      page("title");
    } finally {
      System.setOut(out);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aRecordingSaysWhichEngineTheProfilerFellBackTo() throws IOException {
    assertThat(Recordings.engineSetting(Golden.JDK25_CPU_DENIED)).isEqualTo("ctimer");
  }

  @Test
  void aRecordingSaysThatThereWasNoFallback() throws IOException {
    assertThat(Recordings.engineSetting(Golden.JDK17_CPU)).isEqualTo("perf_events");
  }

  private Path collapsed() {
    return folder.resolve("spin.collapsed");
  }

  private Path html() {
    return folder.resolve("spin.html");
  }

  private String page(String title) throws IOException {
    FlameGraph.collapse(Golden.JDK17_CPU, Engine.CPU, ProfileEvent.CPU, collapsed());
    FlameGraph.draw(collapsed(), title, new FlamePage("../index.html", "few & far"), html());
    return Files.readString(html());
  }
}
