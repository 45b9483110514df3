package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.asyncmark.EnvironmentException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadLimitsTest {
  @TempDir private Path root;
  private FakeKernel kernel;

  @BeforeEach
  void create() {
    kernel = new FakeKernel(root);
  }

  @Test
  void aSystemThatTellsNoLimitAllowsAll() {
    assertThatCode(() -> require(1_000_000)).doesNotThrowAnyException();
  }

  @Test
  void theLimitOfTheControlGroupIsNamed() throws IOException {
    kernel
        .with("sys/fs/cgroup/cgroup.controllers", "pids")
        .with("proc/self/cgroup", "0::/box")
        .with("sys/fs/cgroup/box/pids.max", "4200")
        .with("sys/fs/cgroup/box/pids.current", "104");
    assertThatThrownBy(() -> require(10_000))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted 10000 platform threads, this machine allows 4096 more (pids.max of its control"
                + " group); take fewer, or raise that limit");
    assertThatCode(() -> require(4096)).doesNotThrowAnyException();
  }

  @Test
  void whatLimitsOneProcessDoesNotLimitSeveral() throws IOException {
    kernel
        .with("proc/sys/vm/max_map_count", "300")
        .with("proc/sys/kernel/threads-max", "5000")
        .with("proc/loadavg", "0.1 0.2 0.3 1/1000 4711");
    assertThat(new ThreadLimits(kernel.files()).ofAllProcesses()).isEqualTo(4000);
  }

  @Test
  void aControlGroupOfVersion1Counts() throws IOException {
    kernel.with("proc/self/cgroup", "8:pids:/box").with("sys/fs/cgroup/pids/box/pids.max", "100");
    assertThatThrownBy(() -> require(101)).hasMessageContaining("100 more (pids.max of");
  }

  @Test
  void aControlGroupWithoutALimitAllowsAll() throws IOException {
    kernel.with("sys/fs/cgroup/cgroup.controllers", "pids").with("sys/fs/cgroup/pids.max", "max");
    assertThatCode(() -> require(1_000_000)).doesNotThrowAnyException();
  }

  @Test
  void theThreadsOfTheMachineCountAgainstItsLimits() throws IOException {
    kernel
        .with("proc/sys/kernel/threads-max", "192730")
        .with("proc/sys/kernel/pid_max", "32768")
        .with("proc/loadavg", "0.10 0.20 0.30 1/768 4711");
    assertThatThrownBy(() -> require(32_001)).hasMessageContaining("32000 more (kernel.pid_max)");
    assertThatCode(() -> require(32_000)).doesNotThrowAnyException();
  }

  @Test
  void theLimitOfTheUserIsTheSoftOne() throws IOException {
    kernel.with(
        "proc/self/limits",
        "Limit                     Soft Limit           Hard Limit           Units     \n"
            + "Max processes             500                  96365                processes ");
    assertThatThrownBy(() -> require(501)).hasMessageContaining("500 more (ulimit -u)");
  }

  @Test
  void eachThreadTakesThreeMappings() throws IOException {
    kernel.with("proc/sys/vm/max_map_count", "303").with("proc/self/maps", "1\n2\n3");
    assertThatThrownBy(() -> require(101)).hasMessageContaining("100 more (vm.max_map_count)");
  }

  @Test
  void whatIsLackingIsSaidInTheWordsOfTheMachine() throws IOException {
    kernel.with("proc/sys/vm/max_map_count", "303").with("proc/self/maps", "1\n2\n3");
    ThreadLimits limits = new ThreadLimits(kernel.files());
    assertThat(limits.lacking(101)).isEqualTo("this machine allows 100 more (vm.max_map_count)");
    assertThat(limits.lacking(100)).isNull();
  }

  private void require(int threads) {
    new ThreadLimits(kernel.files()).require(threads);
  }
}
