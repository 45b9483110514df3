package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LackingTest {
  @Test
  void aMachineThatHasAllLacksNothing() {
    assertThat(Lacking.of(true, true, true, true)).isEmpty();
  }

  @Test
  void whatAnotherPlatformLacksIsSaidOnceEach() {
    assertThat(Lacking.of(false, false, false, false))
        .containsExactly(
            "forks on CPUs of their own are n/a (no taskset, or no /proc)",
            "forks wait at gates between turns and do not stand still (no signals)",
            "processor time and context switches of an op are n/a (no getrusage)",
            "steal is n/a (no /proc/stat)");
  }
}
