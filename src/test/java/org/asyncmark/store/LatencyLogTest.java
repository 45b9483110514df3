package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {
  @TempDir private Path folder;

  @Test
  void itReadsBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("latency.hlog");
    List<LatencyLog.Interval> written =
        List.of(
            interval("leaf", 1_000, 3, 5, 8),
            interval("service", 1_000, 13, 21),
            interval("service", 2_000, 34_000_000));
    LatencyLog.write(file, written);
    assertThat(LatencyLog.read(file)).isEqualTo(written);
  }

  @Test
  void sumsAddUpTheIntervalsOfAKind() {
    Map<String, Histogram> sums =
        LatencyLog.sums(
            List.of(
                interval("service", 0, 1, 2), interval("leaf", 0, 3), interval("service", 1, 4)));
    assertThat(sums.get("service").getTotalCount()).isEqualTo(3);
    assertThat(sums.get("leaf").getTotalCount()).isOne();
  }

  @Test
  void aTagThatTheReaderWouldLoseIsRefused() {
    assertThatThrownBy(() -> interval("gather, vt", 0, 1))
        .hasMessage("a kind must be lower-case letters, got 'gather, vt'");
  }

  @Test
  void aFileThatIsNoLogIsAnErrorThatNamesIt() throws IOException {
    Path file = Files.writeString(folder.resolve("x.hlog"), "Tag=service,0.0,1.0,1.0,garbage\n");
    assertThatThrownBy(() -> LatencyLog.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file + " is no histogram log: ");
  }

  @Test
  void aMissingFileIsAnErrorThatNamesIt() {
    Path file = folder.resolve("none.hlog");
    assertThatThrownBy(() -> LatencyLog.read(file)).hasMessage("no such file: " + file);
  }

  private static LatencyLog.Interval interval(String kind, long startMillis, long... values) {
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    for (long value : values) {
      histogram.recordValue(value);
    }
    return new LatencyLog.Interval(kind, startMillis, 1_000, histogram);
  }
}
