package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunRecordTest {
  private static final RunRecord RUN =
      Runs.withConditions(Runs.of(Map.of(), 1, List.of(), Map.of()), Map.of("JVM flags", "-Xmx1g"));

  @Test
  void aRunUnderAnotherNameKeepsEverythingElse() {
    assertThat(RUN.named("other").named("run")).isEqualTo(RUN);
    assertThat(RUN.named("other").id()).isEqualTo("other");
  }

  @Test
  void aRunWithOtherArmsKeepsEverythingElse() {
    assertThat(RUN.with(List.of())).isEqualTo(RUN);
  }
}
