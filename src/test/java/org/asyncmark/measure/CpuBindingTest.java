package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
    List<String> bound = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              CpuBinding.bindThisThread(before.get(0));
              bound.addAll(allowedOfThisThread());
            });
    thread.start();
    thread.join();

    assertThat(bound).containsExactly("Cpus_allowed_list:\t" + before.get(0));
    assertThat(CpuBinding.allowed()).isEqualTo(before);
  }

  @Test
  void theCompilersOfThisJvmAreAmongItsThreads() throws IOException {
    Assumptions.assumeTrue(CpuBinding.isPossible(), "this is no Linux");

    assertThat(CpuBinding.compilers())
        .isNotEmpty()
        .allSatisfy(thread -> assertThat(Path.of("/proc/self/task/" + thread)).exists());
  }

  private static List<String> allowedOfThisThread() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/status"))) {
      return lines.filter(line -> line.startsWith("Cpus_allowed_list:")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
