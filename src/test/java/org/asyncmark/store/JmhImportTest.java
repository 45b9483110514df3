package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.asyncmark.store.JmhText.NAN;
import static org.asyncmark.store.JmhText.VALID;
import static org.asyncmark.store.JmhText.withRaw;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhImportTest {
  @TempDir private Path folder;
  private JmhText jmh;

  @BeforeEach
  void file() {
    jmh = new JmhText(folder);
  }

  private void refused(String text, String reason) {
    assertThatThrownBy(() -> jmh.read(text).run())
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            jmh.file()
                + " is no result of JMH: "
                + reason
                + "; give a file that 'java -jar ... -rf json' wrote, or the folder of a run");
  }

  @Test
  void theMachineIsNotMadeUp() throws IOException {
    assertThat(jmh.read(VALID).run().machine()).isEqualTo("machine not recorded");
  }

  @Test
  void whatIsNoResultIsRefusedWithTheReason() {
    refused("{}", "want an array of results, got an empty object");
    refused("[]", "want an array of results, got an empty array");
    refused("[1]", "left out result 1: want an object, got 1");
    refused(
        VALID.replace("9.0", "\"fast\""),
        "left out result 1 org.some.Bench.run size=10: want a number in rawData, got \"fast\"");
    refused(
        withRaw("\"rawData\":[[],[]]"),
        "left out result 1 org.some.Bench.run size=10: no fork gave a result");
    refused(
        withRaw("\"rawData\":[[\"NaN\"],[\"+INF\"]]"),
        "left out result 1 org.some.Bench.run size=10: no fork has a finite score");
  }

  @Test
  void aNumberWhoseRatiosOverflowIsRefused() {
    for (String number : List.of("1.0E308", "-1.0E101", "1.0E-308")) {
      refused(
          VALID.replace("9.0", number),
          "left out result 1 org.some.Bench.run size=10: want 0 or a number from 1.0E-100 to 1.0E100"
              + " in rawData, got "
              + number);
    }
  }

  @Test
  void everyResultThatIsLeftOutIsToldWithItsReasonAndTheRestIsRead() throws IOException {
    String two = VALID.strip().replaceFirst("]$", ",{\"benchmark\":\"org.some.Bench.other\"},7]");
    assertThat(jmh.read(two).run().arms()).hasSize(1);
    jmh.noted(
        two,
        NAN,
        "left out result 2 org.some.Bench.other: want primaryMetric as an object, got nothing",
        "left out result 3: want an object, got 7");
  }

  @Test
  void anotherVersionIsReadWithAWarning() throws IOException {
    jmh.noted(
        VALID.replace("1.37", "1.21"),
        NAN,
        "written by JMH 1.21, read as JMH 1.37, which is the one tested");
    jmh.noted(
        VALID.replace("1.37", "1.99"),
        NAN,
        "written by JMH 1.99, read as JMH 1.37, which is the one tested");
  }

  @Test
  void aFileOfBefore119IsReadThoughItNamesNoVersionAndNoJvm() throws IOException {
    String old =
        """
        [{"benchmark":"org.some.Bench.run","mode":"thrpt","forks":1,
          "primaryMetric":{"score":4.5,"scoreUnit":"ops/s","rawData":[[4.0,5.0]]},
          "secondaryMetrics":{}}]
        """;
    RunRecord run = jmh.read(old).run();
    assertThat(run.arms().get(0).counts("score")).containsExactly(4.5);
    assertThat(run.jdkBuilds()).containsExactly(entry("not recorded", "not recorded"));
    jmh.noted(old, "no jmhVersion: written by JMH before 1.19 or another tool, read as JMH 1.37");
  }

  @Test
  void oddButPossibleJsonIsRefusedOnOneLine() {
    for (String text :
        List.of(
            "[".repeat(5_000),
            "[{\"a\":" + "9".repeat(2_000) + "}]",
            "[{\"a\":1,\"a\":2}]",
            "[{}, }",
            "{\"a\":[",
            "[[[]]]")) {
      assertThatThrownBy(() -> jmh.read(text).run())
          .isInstanceOf(EnvironmentException.class)
          .hasMessageStartingWith(jmh.file() + " is no result of JMH: ")
          .hasMessageNotContainingAny("\n", "Exception");
    }
  }

  @Test
  void severalHundredResultsAreReadAtOnce() throws IOException {
    StringBuilder text = new StringBuilder("[");
    for (int i = 0; i < 666; i++) {
      text.append(i == 0 ? "" : ",");
      text.append(VALID.strip().replaceAll("^\\[|]$", "").replace("\"10\"", "\"" + i + "\""));
    }
    assertThat(jmh.read(text.append("]").toString()).run().arms()).hasSize(666);
    jmh.noted(
        text.toString(),
        "org.some.Bench.run size=0, org.some.Bench.run size=1, org.some.Bench.run size=2 and 663"
            + " more: NaN in 1 of 6 values: left out");
  }

  @Test
  void aTruncatedFileIsRefusedWithTheLineOfItsEnd() {
    refused(VALID.substring(0, VALID.length() / 2), "not JSON, line 4: it is cut off there");
  }

  @Test
  void mutatedFilesAreReadOrRefusedOnOneLine() throws IOException {
    byte[] valid = VALID.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(42);
    Path file = folder.resolve("mutated.json");
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] mutated = mutate(valid, random);
      Files.write(file, mutated);
      try {
        JmhImport.read(ForeignFile.read(file));
      } catch (EnvironmentException e) {
        refused++;
        assertThat(e.getMessage()).contains(file.toString());
        assertThat(e.getMessage().lines()).hasSize(1);
      }
    }
    assertThat(refused).isBetween(1_000, 2_999);
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] mutated = valid.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(mutated.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt(256);
        case 1 -> mutated[at] = (byte) "[]{}\",:0-e.".charAt(random.nextInt(11));
        case 2 -> mutated = Arrays.copyOf(mutated, at + 1);
        default -> {
          int from = random.nextInt(mutated.length);
          int length = Math.min(random.nextInt(40), mutated.length - Math.max(at, from));
          System.arraycopy(valid, from, mutated, at, length);
        }
      }
    }
    return mutated;
  }
}
