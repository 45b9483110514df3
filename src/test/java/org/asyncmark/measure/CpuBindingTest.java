package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
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
        .hasMessageStartingWith("'taskset -a -p -c 1023 " + self + "' failed: ");
  }

  @Test
  void aThreadIsBoundAlone() throws Exception {
    Assumptions.assumeTrue(CpuBinding.isPossible(), "this is no Linux");
    List<Integer> before = CpuBinding.allowed();
    List<Integer> bound = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              CpuBinding.bindThisThread(before.subList(0, 1));
              bound.addAll(CpuBinding.ofThisThread());
            });
    thread.start();
    thread.join();

    assertThat(bound).containsExactly(before.get(0));
    assertThat(CpuBinding.allowed()).isEqualTo(before);
  }

  @Test
  void aThreadThatLookedAtTheCoresMayRunWhereItCouldBefore() {
    List<Integer> before = CpuBinding.ofThisThread();

    assertThat(new CoreProbe(before).worst()).isPositive();

    assertThat(CpuBinding.ofThisThread()).isEqualTo(before);
  }

  @Test
  void theCompilersOfThisJvmAreAmongItsThreads() throws IOException {
    Assumptions.assumeTrue(CpuBinding.isPossible(), "this is no Linux");

    assertThat(CpuBinding.compilers())
        .isNotEmpty()
        .allSatisfy(thread -> assertThat(Path.of("/proc/self/task/" + thread)).exists());
  }

  @Test
  void aMaskHasABitForEachCpuAndGrowsWithTheMachine() {
    Assumptions.assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN);
    assertThat(CpuBinding.mask(List.of(0, 9))).hasSize(128).startsWith(1, 2, 0);
    List<Integer> all = CpuBinding.parse("0-2047");
    assertThat(CpuBinding.mask(all)).hasSize(256).containsOnly(-1);
    assertThat(CpuBinding.mask(List.of(2_047))).hasSize(256).endsWith(0, -128);
    assertThat(CpuBinding.mask(List.of(2_048))).hasSize(264);
  }

  @Test
  void theMachineHasAtLeastTheCpusOfThisProcess() {
    Assumptions.assumeTrue(CpuBinding.isPossible(), "this is no Linux");
    assertThat(CpuBinding.online()).isGreaterThanOrEqualTo(CpuBinding.allowed().size());
  }
}
