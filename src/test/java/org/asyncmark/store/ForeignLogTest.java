package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Distribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignLogTest {
  private static final Histogram THOUSAND = Logs.numbers(1, 1_000);

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("a.log");
  }

  private Map<String, Distribution> read(String text) throws IOException {
    return ForeignLog.read(ForeignFile.read(Files.writeString(file(), text)));
  }

  private void refused(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            file()
                + " is no whole histogram log: "
                + reason
                + "; record it again or take the line out");
  }

  private static void isThousand(Distribution read) {
    assertThat(read.count()).isEqualTo(1_000);
    assertThat(read.max()).isEqualTo(1_000);
    assertThat(read.percentiles())
        .containsOnly(
            entry(50.0, 500.0),
            entry(90.0, 900.0),
            entry(99.0, 990.0),
            entry(99.9, 999.0),
            entry(99.99, 1_000.0));
  }

  @Test
  void aLogOfTheNewestVersionSaysItsPercentiles() throws IOException {
    Map<String, Distribution> read = read(Logs.written(THOUSAND));
    assertThat(read).containsOnlyKeys("");
    isThousand(read.get(""));
  }

  @Test
  void everyVersionAndEncodingIsReadCompressedOrNot() throws IOException {
    byte[][] encodings = {
      Logs.v0(THOUSAND),
      Logs.v1(THOUSAND),
      Logs.v2(THOUSAND),
      Logs.compressed(Logs.v0(THOUSAND)),
      Logs.compressed(Logs.v1(THOUSAND)),
      Logs.v2Compressed(THOUSAND)
    };
    for (String version : new String[] {"1.01", "1.1", "1.2", "1.3"}) {
      for (byte[] encoding : encodings) {
        isThousand(read(Logs.log(version, Logs.base64(encoding))).get(""));
      }
    }
  }

  @Test
  void numbersWithAPointAreRead() throws IOException {
    DoubleHistogram numbers = Logs.thousandths(1, 1_000);
    for (byte[] encoding : new byte[][] {Logs.v2(numbers), Logs.v2Compressed(numbers)}) {
      Distribution read = read(Logs.log("1.3", Logs.base64(encoding))).get("");
      assertThat(read.count()).isEqualTo(1_000);
      assertThat(read.percentiles().get(50.0)).isBetween(0.5, 0.501);
    }
  }

  @Test
  void intervalsAreAddedUpByTagWhateverTheirRanges() throws IOException {
    Histogram high = new Histogram(1_000, 60_000_000, 2);
    high.recordValue(50_000_000);
    high.setTag("B");
    Histogram low = Logs.numbers(1, 10);
    low.setTag("B");
    Map<String, Distribution> read =
        read(Logs.written(Logs.numbers(1, 600), low, Logs.numbers(601, 1_000), high));
    isThousand(read.get(""));
    assertThat(read.get("B").count()).isEqualTo(11);
    assertThat(read.get("B").max()).isCloseTo(50_000_000.0, withinPercentage(1));
  }

  @Test
  void spacesWindowsLineEndsAndMissingHeadersAreRead() throws IOException {
    String payload = Logs.base64(Logs.v2Compressed(THOUSAND));
    isThousand(read("\r\n1.7e9 1.000 0.009 " + payload + "\r\n\r\n").get(""));
    isThousand(read("Tag=µ-東京,0,1,9," + payload).get("µ-東京"));
  }

  @Test
  void aDamagedLineIsRefusedWithItsNumber() {
    String payload = Logs.base64(Logs.v2Compressed(THOUSAND));
    byte[] cut = Base64.getDecoder().decode(payload);
    String half = Logs.base64(java.util.Arrays.copyOf(cut, cut.length / 2));
    cut[cut.length / 2] ^= 1;
    refused(Logs.log("1.3", half), "line 4: the histogram is cut off");
    refused(Logs.log("1.3", Logs.base64(cut)), "line 4: the histogram is damaged");
    refused(Logs.log("1.3", "x" + payload), "line 4: the histogram is damaged");
    refused(
        Logs.log("1.3", Logs.base64(new byte[40])),
        "line 4: the histogram has none of the encodings V0, V1 and V2");
    refused(
        "#\n0.1,1.0\n",
        "line 2: want start, length, greatest value and histogram, got 2 of these 4");
    refused("#\n0.1,1.0,much," + payload, "line 2: want a number, got 'much'");
    refused(
        "#\n0,1,1,0,0,9," + payload,
        "line 2: want start, length, greatest value and histogram, got 7 of these 4");
    refused(
        "#[Histogram log format version 2.0]\n",
        "line 1: want log format version 1.1 to 1.3, got 2.0");
    refused(
        Logs.written(THOUSAND, Logs.thousandths(1, 9)),
        "line 7: whole numbers and others under one tag");
  }

  @Test
  void aLogWithoutAHistogramIsRefused() {
    assertThatThrownBy(() -> read(Logs.written()))
        .hasMessage(file() + " is a histogram log without a histogram; record it again");
  }

  @Test
  void mutatedLogsAreReadOrRefusedOnOneLine() throws IOException {
    byte[] valid = Logs.written(THOUSAND, Logs.numbers(5, 9)).getBytes(StandardCharsets.UTF_8);
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] mutated = valid.clone();
      mutated[random.nextInt(mutated.length)] = (byte) (32 + random.nextInt(95));
      Files.write(file(), mutated);
      try {
        ForeignLog.read(ForeignFile.read(file()));
      } catch (EnvironmentException e) {
        refused++;
        assertThat(e.getMessage()).contains(file().toString());
        assertThat(e.getMessage().lines()).hasSize(1);
      }
    }
    assertThat(refused).isBetween(200, 999);
  }
}
