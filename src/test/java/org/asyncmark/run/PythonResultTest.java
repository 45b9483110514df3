package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Count;
import org.asyncmark.measure.LatencyRecorder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonResultTest {
  private static final String UNUSABLE = "the result of CPython is unusable: ";

  @TempDir private Path folder;
  private Path json;
  private Path bin;

  @BeforeEach
  void leave() throws IOException {
    json = folder.resolve("fork.json");
    bin = folder.resolve("fork.bin");
    PythonLeftovers.write(json, bin, PythonLeftovers.GOOD, PythonLeftovers.LATENCIES);
  }

  private PythonResult read() throws ForkFailedException {
    return PythonResult.read(json, bin, PythonLeftovers.FORK);
  }

  private void assertUnusable(String why) {
    assertThatThrownBy(this::read)
        .isInstanceOf(ForkFailedException.class)
        .hasMessage(UNUSABLE + why);
  }

  @Test
  void whatIsWholeIsReadAsItWasWritten() throws Exception {
    PythonResult result = read();
    assertThat(result.runtime().version()).isEqualTo("3.11.7");
    assertThat(result.warmUp()).isEqualTo(new PythonResult.WarmUp(1234, true));
    assertThat(result.warmUpIterations()).containsExactly(new PythonResult.Iteration(4, 1_000_000));
    assertThat(result.turns()).hasSize(2);
    assertThat(result.turns().get(1).scored()).isEqualTo(new PythonResult.Iteration(2, 1_000_000));
    assertThat(result.turns().get(0).counts())
        .isEqualTo(
            Map.of(
                "cpu", new Count(12.5, "us/op"),
                "memory.peak", new Count(900, "kB"),
                "jain", new Count(0.5, "0..1")));
  }

  @Test
  void latenciesAreThoseOfTheirTurnAndKindInHistogramsLikeThoseOfAnyFork() throws Exception {
    PythonResult result = read();
    Histogram leaves = LatencyRecorder.newHistogram();
    leaves.recordValue(11_000);
    leaves.recordValue(12_000);
    assertThat(result.turns().get(0).latencies()).containsEntry("leaf", leaves);
    Histogram ops = LatencyRecorder.newHistogram();
    ops.recordValue(300_000);
    ops.recordValue(310_000);
    assertThat(result.turns().get(1).latencies()).containsEntry("service", ops);
    assertThat(result.turns().get(1).latencies().get("leaf").getTotalCount()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "version": "3.11.7" | "version": 3 | wanted runtime.version as a line of text, found 3
          "version": "3.11.7", | '' | wanted runtime.version as a line of text, found nothing
          "gil": true | "gil": "yes" | wanted runtime.gil as true or false, found "yes"
          "processors": 4096 | "processors": 0 | wanted runtime.processors as a whole number from 1 to 2147483647, found 0
          "millis": 1234 | "millis": -1 | wanted warmUp.millis as a whole number from 0 to 9223372036854775807, found -1
          "warmup": [{"ops": 4, "nanos": 1000000}] | "warmup": [] | wanted warmup as a list of 1, found one of 0
          "warmup": [ | "warmup": null, "old": [ | wanted warmup as a list of 1, found null
          "ops": 2, | "ops": 0, | wanted turns[1].ops as a whole number from 1 to 9223372036854775807, found 0
          "ops": 2, | "ops": 2.5, | wanted turns[1].ops as a whole number from 1 to 9223372036854775807, found 2.5
          "nanos": 1200000 | "nanos": NaN | wanted turns[0].nanos as a whole number from 1 to 9223372036854775807, found NaN
          "nanos": 1200000 | "nanos": 99999999999999999999 | wanted turns[0].nanos as a whole number from 1 to 9223372036854775807, found 99999999999999999999
          "cpu": [12.5 | "cpu": [NaN | wanted turns[0].counts.cpu[0] as a number from 0 up, found NaN
          "cpu": [13.5 | "cpu": [-1 | wanted turns[1].counts.cpu[0] as a number from 0 up, found -1
          "jain": [0.5 | "jain": [Infinity | wanted turns[0].counts.jain[0] as a number from 0 up, found Infinity
          [0.5, "0..1"] | [0.5] | wanted turns[0].counts.jain as a list of 2, found one of 1
          "0..1" | "of <1>" | wanted names like [\\w#%./]+ in turns[0].counts.jain[1], found 'of <1>'
          "jain" | "Jain's" | wanted names like [a-z]+(?:\\.[a-z]+)* in turns[0].counts, found 'Jain's'
          "leaf": 2 | "Leaf": 2 | wanted names like [a-z]+ in turns[0].kinds, found 'Leaf'
          "leaf": 2 | "leaf": -2 | wanted turns[0].kinds.leaf as a whole number from 0 to 268435455, found -2
          "kinds": {"leaf": 0, | "kinds": 7, "old": {"leaf": 0, | wanted turns[1].kinds as an object, found 7
          "leaf": 2 | "leaf": 3 | wanted 48 bytes of latencies, found 40
          "leaf": 2 | "leaf": 1 | wanted 32 bytes of latencies, found 40
          """)
  void whatIsNotAsWantedIsNamedWithWhatWasFound(String part, String spoilt, String why)
      throws Exception {
    String text = PythonLeftovers.GOOD.replace(part, spoilt);
    assertThat(text).isNotEqualTo(PythonLeftovers.GOOD);
    Files.writeString(json, text);
    assertUnusable(why);
  }

  @Test
  void aTurnThatIsMissingIsNamed() throws Exception {
    Files.writeString(
        json, PythonLeftovers.GOOD.replaceFirst("(?s),\\s*\\{\"ops\": 2,.*\\}\\]\\}", "]}"));
    assertUnusable("wanted turns as a list of 2, found one of 1");
  }

  @ParameterizedTest
  @CsvSource({"-5", "3600000000001"})
  void aLatencyThatCannotBeIsNamed(long nanos) throws Exception {
    PythonLeftovers.write(json, bin, PythonLeftovers.GOOD, 1, 2, 3, nanos, 5);
    assertUnusable(
        "wanted latencies between 0 and 3600000000000 ns in turns[1], service, found " + nanos);
  }

  @Test
  void whatIsNoJsonIsNamed() throws Exception {
    Files.writeString(json, "turns: many", StandardCharsets.UTF_8);
    assertThatThrownBy(this::read)
        .isInstanceOf(ForkFailedException.class)
        .hasMessageStartingWith(
            UNUSABLE + "wanted JSON, found something else: Unrecognized token 'turns'");
  }

  @Test
  void jsonThatGoesOnBehindItsEndIsRefused() throws Exception {
    Files.writeString(json, PythonLeftovers.GOOD + "{}");
    assertThatThrownBy(this::read)
        .isInstanceOf(ForkFailedException.class)
        .hasMessageStartingWith(UNUSABLE + "wanted JSON, found something else: Trailing token");
  }

  @Test
  void jsonThatIsTooLongIsNotRead() throws Exception {
    Files.writeString(json, PythonLeftovers.GOOD + " ".repeat(16 << 20));
    assertUnusable(
        "wanted at most 16777216 bytes of JSON, found "
            + ((16 << 20) + PythonLeftovers.GOOD.length()));
  }

  @Test
  void latenciesThatAreMissingAreNamed() throws Exception {
    Files.delete(bin);
    assertUnusable("wanted the file fork.bin, found none");
  }

  @Test
  void aFileThatIsCutWithinANumberIsRefused() throws Exception {
    Files.write(bin, new byte[39]);
    assertUnusable("wanted 40 bytes of latencies, found 39");
  }
}
