package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.asyncmark.store.JmhText.NAN;
import static org.asyncmark.store.JmhText.VALID;
import static org.asyncmark.store.JmhText.withRaw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Value;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JmhResultTest {
  @TempDir private Path folder;
  private JmhText jmh;

  @BeforeEach
  void file() {
    jmh = new JmhText(folder);
  }

  @Test
  void everyForkHasTheMedianOfItsIterationsAsItsScore() throws IOException {
    ArmForks arm = jmh.arm(VALID);
    assertThat(arm.counts("score")).containsExactly(3, 6);
    assertThat(arm.counts("gc.alloc.rate.norm")).containsExactly(24, 24);
    assertThat(arm.arm().pattern()).isEqualTo("org.some.Bench.run");
    assertThat(arm.arm().paramsLabel()).isEqualTo("size=10");
    assertThat(arm.arm().settingsLabel())
        .isEqualTo("mode=avgt threads=2 vmName=OpenJDK 64-Bit Server VM");
    assertThat(arm.forks().get(0).counts().get("score").unit()).isEqualTo("us/op");
  }

  @Test
  void theScoreOfASampledForkIsTheMeanOfItsSamplesAndP50TheirMedian() throws IOException {
    ArmForks arm =
        jmh.arm(
            withRaw("\"rawDataHistogram\":[[[[1.0,1],[2.0,5]],[[5.0,4]]],[[[4.0,3],[9.0,1]]]]"));
    assertThat(arm.counts("score")).containsExactly(3.1, 5.25);
    assertThat(arm.counts("p50")).containsExactly(2, 4);
  }

  @Test
  void aProfilerMayHaveSaidNothingOfAFork() throws IOException {
    ArmForks arm = jmh.arm(VALID.replace("[[24.0],[24.0]]", "[[24.0],[]]"));
    assertThat(arm.counts("gc.alloc.rate.norm")).containsExactly(24);
  }

  @Test
  void aJdkIsNamedByItsOwnVersionWhereThatOfItsJvmDoesNotSayIt() throws IOException {
    String eight =
        VALID.replace("\"25.0.3\"", "\"1.8.0_999\"").replace("25.0.3+9-LTS", "25.999-b01");
    assertThat(jmh.read(eight).run().jdkBuilds())
        .containsExactly(
            entry("1.8.0_999 (25.999-b01)", "1.8.0_999 (25.999-b01) OpenJDK 64-Bit Server VM"));
  }

  @Test
  void wordsForNumbersAreReadWithQuotesAndWithout() throws IOException {
    for (String infinite : List.of("\"+INF\"", "+INF", "\"Infinity\"", "1e999")) {
      String text = withRaw("\"rawData\":[[1.0,2.0," + infinite + "],[5.0," + infinite + "]]");
      // the greatest of three does not move their median; half of two does
      assertThat(jmh.arm(text).counts("score")).containsExactly(2);
      assertThat(jmh.arm(text).forks()).hasSize(2);
      jmh.noted(
          text,
          "org.some.Bench.run size=10: infinite in 2 of 5 values: a fork whose score is not finite"
              + " has none");
    }
    assertThat(jmh.arm(VALID.replace("\"NaN\"", "NaN")).counts("score")).containsExactly(3, 6);
  }

  @Test
  void forksThatGaveNothingAreLeftOutWithANote() throws IOException {
    String lost = VALID.replace("\"forks\":2", "\"forks\":3");
    assertThat(jmh.arm(lost).forks()).hasSize(2);
    assertThat(jmh.arm(lost).failed()).isEqualTo(1);
    jmh.noted(lost, "org.some.Bench.run size=10: 2 of 3 forks gave a result", NAN);
    ArmForks arm = jmh.arm(withRaw("\"rawData\":[[],[2.0]]"));
    assertThat(arm.counts("score")).containsExactly(2);
    assertThat(arm.forks().get(0).round()).isEqualTo(2);
  }

  @Test
  void aScoreWithoutRawDataIsOneObservation() throws IOException {
    for (String raw : List.of("\"rawData\":[]", "\"rawDataHistogram\":[]", "\"x\":1")) {
      ArmForks arm = jmh.arm(withRaw(raw));
      assertThat(arm.counts("score")).containsExactly(4.5);
      assertThat(arm.failed()).isZero();
      jmh.noted(
          withRaw(raw).replace("\"secondaryMetrics\"", "\"none\""),
          "org.some.Bench.run size=10: no rawData, as with -Djmh.json.rawData=false: one score for"
              + " all forks together, so that nothing is known of their spread and there is no"
              + " verdict");
    }
  }

  @Test
  void aMetricThatCannotBeReadIsLeftOutAndTheScoreStays() throws IOException {
    String text = VALID.replace("[[24.0],[24.0]]", "[[\"much\"]]");
    assertThat(jmh.arm(text).counts("score")).containsExactly(3, 6);
    jmh.noted(
        text,
        NAN,
        "org.some.Bench.run size=10: left out its metric gc.alloc.rate.norm: want a number in"
            + " gc.alloc.rate.norm, got \"much\"");
  }

  @Test
  void aCounterThatIsCalledScoreDoesNotReplaceTheScore() throws IOException {
    String text = VALID.replace("·gc.alloc.rate.norm", "score");
    assertThat(jmh.arm(text).counts("score")).containsExactly(3, 6);
    jmh.noted(
        text,
        NAN,
        "org.some.Bench.run size=10: left out its metric score: another metric has that name");
  }

  @Test
  void metricsHaveTheNamesThatJmh137GivesThem() throws IOException {
    for (String old : List.of("·gc.time", "?gc.time", "Â·gc.time", "gc.time")) {
      assertThat(jmh.arm(VALID.replace("·gc.alloc.rate.norm", old)).counts("gc.time")).hasSize(2);
    }
    assertThat(jmh.arm(VALID.replace("·gc.alloc.rate.norm", "run·p0.99")).counts("p0.99"))
        .hasSize(2);
    assertThat(jmh.arm(VALID.replace("·gc.alloc.rate.norm", "put·p0.99")).counts("put:p0.99"))
        .hasSize(2);
  }

  @Test
  void theParameterOfABenchmarkMayHaveAnyName() throws IOException {
    String text =
        VALID.replace("\"size\":\"10\"", "\"mode\":\"fast\",\"jvmArgs\":\"x\",\"jdk\":\"y\"");
    Arm arm = jmh.arm(text).arm();
    assertThat(arm.params())
        .isEqualTo(Arms.values(Map.of("jdk", "y", "jvmArgs", "x", "mode", "fast")));
    assertThat(arm.settings()).containsEntry("mode", "avgt");
  }

  @Test
  void namesStandOnOneLineAndTurnNoDirection() throws IOException {
    String text = VALID.replace("\"10\"", "\"a\\u001b[2J\\nb\\u202ec 東京 می\u200cخواهم\"");
    assertThat(jmh.arm(text).arm().params())
        .containsExactly(entry("size", Value.of("a [2J b\\u202ec 東京 می\u200cخواهم")));
  }

  @Test
  void aRunInTheJvmOfJmhIsOneForkAndNoneIsLost() throws IOException {
    String own = withRaw("\"rawData\":[[2.0,4.0]]").replace("\"forks\":2", "\"forks\":0");
    assertThat(jmh.arm(own).counts("score")).containsExactly(3);
    assertThat(jmh.arm(own).failed()).isZero();
    jmh.noted(own);
  }
}
