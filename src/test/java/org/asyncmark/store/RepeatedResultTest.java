package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.store.JmhText.NAN;
import static org.asyncmark.store.JmhText.VALID;
import static org.asyncmark.store.JmhText.joined;
import static org.asyncmark.store.JmhText.withRaw;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Fork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatedResultTest {
  @TempDir private Path folder;
  private JmhText jmh;

  @BeforeEach
  void file() {
    jmh = new JmhText(folder);
  }

  @Test
  void namesThatBecomeEqualAreNotMixed() throws IOException {
    String text = VALID.strip().replaceFirst("]$", ",") + VALID.strip().substring(1);
    String apart = text.replaceFirst("\"10\"", "\"1\\\\n0\"").replaceFirst("\"10\"", "\"1\\\\t0\"");
    assertThat(jmh.read(apart).run().arms()).hasSize(1);
    jmh.noted(
        apart,
        "org.some.Bench.run size=1 0: NaN in 1 of 6 values: left out",
        "left out result 2 org.some.Bench.run size=1 0: its names differ from those of result 1 in"
            + " characters alone that are not shown");
  }

  @Test
  void aBenchmarkThatWasRunTwiceHasTheForksOfBoth() throws IOException {
    String again = withRaw("\"rawData\":[[2.0],[4.0]]");
    String joined = VALID.strip().replaceFirst("]$", ",") + again.strip().substring(1);
    for (String text : List.of(joined, VALID + again)) {
      ArmForks arm = jmh.arm(text);
      assertThat(arm.counts("score")).containsExactly(3, 6, 2, 4);
      assertThat(arm.forks().stream().map(Fork::round)).containsExactly(1, 2, 3, 4);
      jmh.noted(
          text, NAN, "org.some.Bench.run size=10: 2 results of the same, taken as 4 forks of one");
    }
  }

  @Test
  void aCopyOfAResultIsNotCountedAgain() throws IOException {
    assertThat(jmh.arm(VALID + VALID).forks()).hasSize(2);
    jmh.noted(
        VALID + VALID, NAN, "left out result 2 org.some.Bench.run size=10: a copy of result 1");
  }

  @Test
  void anotherUnitOrNoForksAddNothingToAResult() throws IOException {
    jmh.noted(
        VALID + VALID.replace("us/op", "ns/op"),
        NAN,
        "left out result 2 org.some.Bench.run size=10: the same as result 1 in another unit");
    jmh.noted(
        VALID + withRaw("\"rawData\":[]"),
        NAN,
        "left out result 2 org.some.Bench.run size=10: the same as result 1 again, without forks of"
            + " its own");
  }
}
