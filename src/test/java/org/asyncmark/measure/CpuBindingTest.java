package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CpuBindingTest {
  @Test
  void theKernelsNotationIsRead() {
    assertThat(CpuBinding.parse("0-1,4")).containsExactly(0, 1, 4);
    assertThat(CpuBinding.parse("3")).containsExactly(3);
    assertThat(CpuBinding.list(List.of(0, 1, 4))).isEqualTo("0,1,4");
  }

  @Test
  void aBindingThatTheKernelRefusesIsAnErrorThatNamesTheCpus() {
    Assumptions.assumeTrue(CpuBinding.isPossible(), "there is no taskset here");
    long self = ProcessHandle.current().pid();
    assertThatThrownBy(() -> CpuBinding.bind(self, List.of(1023)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("taskset cannot bind process " + self + " to CPUs 1023: ");
  }
}
