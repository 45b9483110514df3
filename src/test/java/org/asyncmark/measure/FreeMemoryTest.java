package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeMemoryTest {
  @TempDir private Path root;
  private FakeKernel kernel;

  @BeforeEach
  void create() {
    kernel = new FakeKernel(root);
  }

  @Test
  void withoutAControlGroupItIsThatOfTheMachine() {
    assertThat(FreeMemory.bytes(kernel.files(), 4_000)).isEqualTo(4_000);
  }

  @Test
  void theGroupWithTheLeastLeftCounts() throws IOException {
    kernel
        .with("sys/fs/cgroup/cgroup.controllers", "memory")
        .with("proc/self/cgroup", "0::/box/inner")
        .with("sys/fs/cgroup/box/memory.max", "3000")
        .with("sys/fs/cgroup/box/memory.current", "2500")
        .with("sys/fs/cgroup/box/inner/memory.max", "max")
        .with("sys/fs/cgroup/box/inner/memory.current", "100");
    assertThat(FreeMemory.bytes(kernel.files(), 4_000)).isEqualTo(500);
  }

  @Test
  void aControlGroupOfVersion1Counts() throws IOException {
    kernel
        .with("proc/self/cgroup", "4:memory:/box")
        .with("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "2000")
        .with("sys/fs/cgroup/memory/box/memory.usage_in_bytes", "800");
    assertThat(FreeMemory.bytes(kernel.files(), 4_000)).isEqualTo(1_200);
  }

  @Test
  void thisMachineHasSome() {
    assertThat(FreeMemory.bytes()).isPositive();
  }
}
