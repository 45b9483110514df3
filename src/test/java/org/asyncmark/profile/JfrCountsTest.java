package org.asyncmark.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.asyncmark.analyse.Count;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JfrCountsTest {
  /** Of {@link GoldenRecording}. */
  private static final double OPS = 10;

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void countsOfEachJdkAreThoseOfItsOwnTool(int jdk) throws IOException {
    Path recording = recording(jdk);
    Map<String, Count> counts = JfrCounts.read(recording);
    Map<String, Long> summary = summary(jdk);
    for (JfrEvent event : JfrEvent.values()) {
      Count count = counts.get(event.count());
      Long wanted = summary.get(event.type());
      if (wanted == null) {
        assertThat(count).as(event.type()).isNull();
      } else if (event == JfrEvent.DEOPTIMIZATION) { // some were before the iteration began
        double measured = inIterations(recording, event.type());
        assertThat(measured).isLessThanOrEqualTo(wanted);
        assertThat(count).as(event.type()).isEqualTo(new Count(measured / OPS, "#/op"));
      } else {
        assertThat(count).as(event.type()).isEqualTo(new Count(wanted / OPS, "#/op"));
      }
    }
  }

  /** Counts events of a type that began within the one iteration of a recording. */
  private static double inIterations(Path recording, String type) throws IOException {
    List<RecordedEvent> events = RecordingFile.readAllEvents(recording);
    RecordedEvent iteration =
        events.stream()
            .filter(event -> event.getEventType().getName().equals(IterationEvent.NAME))
            .findFirst()
            .orElseThrow();
    return events.stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .filter(event -> !event.getStartTime().isBefore(iteration.getStartTime()))
        .filter(event -> !event.getStartTime().isAfter(iteration.getEndTime()))
        .count();
  }

  @Test
  void aJdkWithoutVirtualThreadsHasNoCountOfThem() throws IOException {
    assertThat(JfrCounts.read(recording(17)))
        .doesNotContainKeys("jfr.pinned", "jfr.pinned.time", "jfr.virtualStarts");
  }

  @Test
  void aSleepUnderAMonitorPinsOnJdk21AndNotOn25() throws IOException {
    assertThat(JfrCounts.read(recording(21)).get("jfr.pinned").value()).isEqualTo(0.2);
    assertThat(JfrCounts.read(recording(25)).get("jfr.pinned").value()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 21, 25})
  void timesAreMicrosecondsOfAnOp(int jdk) throws IOException {
    // 6 sleeps of 1 ms in platform threads for 10 ops, and 2 in virtual ones where there are any
    double sleepMicros = jdk == 17 ? 600 : 800;
    assertThat(JfrCounts.read(recording(jdk)).get("jfr.sleeps.time").value())
        .isBetween(sleepMicros, 2 * sleepMicros);
  }

  @Test
  void aSafepointCountsOnceItHasEnded() throws IOException {
    Path recorded = dir.resolve("safepoint.jfr");
    Recording recording = JfrProfiler.start();
    IterationEvent event = new IterationEvent();
    event.begin();
    System.gc();
    event.number = 1;
    event.planned = 1;
    event.ops = 1;
    event.commit();
    JfrProfiler.write(recording, recorded);
    Map<String, Count> counts = JfrCounts.read(recorded);
    assertThat(counts.get(JfrCounts.SAFEPOINTS).value()).isPositive();
    assertThat(counts.get(JfrCounts.SAFEPOINT_TIME).value()).isPositive();
  }

  @Test
  void callsOfFilesAreCounted() throws IOException {
    Path recorded = dir.resolve("files.jfr");
    Recording recording = JfrProfiler.start();
    IterationEvent event = new IterationEvent();
    event.begin();
    writeAndRead(dir.resolve("text"));
    event.number = 1;
    event.planned = 1;
    event.ops = 1;
    event.commit();
    JfrProfiler.write(recording, recorded);
    Map<String, Count> counts = JfrCounts.read(recorded);
    assertThat(counts.get("jfr.fileReads").value()).isPositive();
    assertThat(counts.get("jfr.fileReads.time").value()).isPositive();
    assertThat(counts.get("jfr.fileWrites").value()).isPositive();
  }

  private static void writeAndRead(Path text) throws IOException {
    try (FileChannel channel = FileChannel.open(text, CREATE_NEW, READ, WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1}));
      channel.read(ByteBuffer.allocate(1), 0);
    }
  }

  @Test
  void whatIsDoneOutsideOfMeasuredIterationsDoesNotCount() throws IOException {
    Path recorded = dir.resolve("runup.jfr");
    Recording recording = JfrProfiler.start();
    writeAndRead(dir.resolve("before"));
    IterationEvent event = new IterationEvent();
    event.begin();
    event.number = 1;
    event.planned = 1;
    event.ops = 1;
    event.commit();
    writeAndRead(dir.resolve("after"));
    JfrProfiler.write(recording, recorded);
    assertThat(JfrCounts.read(recorded).get("jfr.fileWrites").value()).isZero();
  }

  @Test
  void aRecordingThatLacksAnIterationIsRefused() throws IOException {
    Path file = dir.resolve("short.jfr");
    Recording recording = JfrProfiler.start();
    IterationEvent event = new IterationEvent();
    event.number = 2;
    event.planned = 3;
    event.ops = 4;
    event.commit();
    JfrProfiler.write(recording, file);
    assertThatThrownBy(() -> JfrCounts.read(file))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "wanted every measured iteration in the recording short.jfr, found [2] of 3 with 4 ops;"
                + " give the disk of temporary files more room");
  }

  private Path recording(int jdk) throws IOException {
    Path file = dir.resolve("jdk" + jdk + ".jfr");
    try (InputStream in = open("jdk" + jdk + ".jfr.gz");
        InputStream unzipped = new GZIPInputStream(in)) {
      Files.copy(unzipped, file);
    }
    return file;
  }

  private Map<String, Long> summary(int jdk) throws IOException {
    try (InputStream in = open("jdk" + jdk + ".summary.txt")) {
      Map<String, Long> counts = new HashMap<>();
      for (String line : new String(in.readAllBytes(), US_ASCII).lines().toList()) {
        String[] fields = line.strip().split("\\s+");
        if (fields.length == 3 && fields[1].matches("\\d+")) {
          counts.put(fields[0], Long.parseLong(fields[1]));
        }
      }
      return counts;
    }
  }

  private static InputStream open(String name) {
    return JfrCountsTest.class.getResourceAsStream("/golden/jfr/" + name);
  }
}
