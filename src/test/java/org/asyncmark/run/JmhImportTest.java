package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.RunRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhImportTest {
  private static final String VALID =
      """
      [{"jmhVersion":"1.37","benchmark":"org.some.Bench.run","mode":"avgt","threads":2,"forks":2,
        "jdkVersion":"25.0.3","vmName":"OpenJDK 64-Bit Server VM","vmVersion":"25.0.3+9-LTS",
        "params":{"size":"10"},
        "primaryMetric":{"score":4.5,"scoreError":"NaN","scoreUnit":"us/op",
          "rawData":[[1.0,9.0,3.0],[5.0,"NaN",7.0]]},
        "secondaryMetrics":{"·gc.alloc.rate.norm":{"scoreUnit":"B/op","rawData":[[24.0],[24.0]]}}}]
      """;

  @TempDir private Path folder;

  private RunRecord read(String text) throws IOException {
    return JmhImport.read(Files.writeString(folder.resolve("a.json"), text));
  }

  private void refused(String text, String reason) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            folder.resolve("a.json")
                + " is no result of JMH 1.37: "
                + reason
                + "; give a file that 'java -jar ... -rf json' wrote, or the folder of a run");
  }

  @Test
  void everyForkHasTheMedianOfItsIterationsAsItsScore() throws IOException {
    ArmForks arm = read(VALID).arms().get(0);
    assertThat(arm.counts("score")).containsExactly(3, 6);
    assertThat(arm.counts("gc.alloc.rate.norm")).containsExactly(24, 24);
    assertThat(arm.arm().pattern()).isEqualTo("org.some.Bench.run");
    assertThat(arm.arm().paramsLabel()).isEqualTo("size=10");
    assertThat(arm.arm().settingsLabel()).isEqualTo("mode=avgt threads=2");
    assertThat(arm.forks().get(0).counts().get("score").unit()).isEqualTo("us/op");
  }

  @Test
  void theMachineIsNotMadeUp() throws IOException {
    assertThat(read(VALID).machine()).isEqualTo("machine not recorded");
  }

  @Test
  void theMedianOfASampledIterationCountsItsValues() throws IOException {
    String sampled =
        VALID.replace(
            "\"rawData\":[[1.0,9.0,3.0],[5.0,\"NaN\",7.0]]",
            "\"rawDataHistogram\":[[[[1.0,1],[2.0,5]]],[[[4.0,3],[9.0,1]]]]");
    assertThat(read(sampled).arms().get(0).counts("score")).containsExactly(2, 4);
  }

  @Test
  void aProfilerMayHaveSaidNothingOfAFork() throws IOException {
    ArmForks arm = read(VALID.replace("[[24.0],[24.0]]", "[[24.0],[]]")).arms().get(0);
    assertThat(arm.counts("gc.alloc.rate.norm")).containsExactly(24);
  }

  @Test
  void whatIsNoResultIsRefusedWithTheReason() {
    refused("", "it is empty");
    refused("{}", "want an array of results, got an empty object");
    refused("[]", "want an array of results, got an empty array");
    refused("[1]", "result 1: want an object, got 1");
    refused(VALID.replace("1.37", "1.99"), "result 1: want jmhVersion 1.37, got '1.99'");
    refused(
        VALID.replace("9.0", "\"fast\""),
        "result 1, primaryMetric: want a number in rawData, got \"fast\"");
    refused(
        VALID.replace("\"forks\":2", "\"forks\":3"),
        "result 1: want forks to be the 2 of rawData, got 3");
  }

  @Test
  void aTruncatedFileIsRefusedOnOneLine() {
    String half = VALID.substring(0, VALID.length() / 2);
    assertThatThrownBy(() -> read(half))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(
            folder.resolve("a.json") + " is no result of JMH 1.37: not JSON, line ")
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message.toString().lines()).hasSize(1));
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
        JmhImport.read(file);
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
