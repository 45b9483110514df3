package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupLimitsTest {
  private static final String MOUNT = "sys/fs/cgroup/";

  @TempDir Path root;

  private Machine.Cgroup read() {
    return new CgroupLimits(new KernelFiles(root)).read();
  }

  @Test
  void aSystemWithoutControlGroupsHasNone() {
    assertThat(read()).isNull();
  }

  @Test
  void version2HasTheLeastLimitOfTheGroupAndThoseAboveIt() throws IOException {
    new FakeKernel(root)
        .with(MOUNT + "cgroup.controllers", "cpu memory")
        .with("proc/self/cgroup", "0::/user.slice/app")
        .with(MOUNT + "user.slice/cpu.max", "150000 100000")
        .with(MOUNT + "user.slice/memory.max", "max")
        .with(MOUNT + "user.slice/app/cpu.max", "max 100000")
        .with(MOUNT + "user.slice/app/memory.max", "4294967296");
    assertThat(read()).isEqualTo(new Machine.Cgroup(2, 1.5, 4294967296L));
  }

  @Test
  void aContainerSeesItsOwnLimitsAtTheMount() throws IOException {
    new FakeKernel(root)
        .with(MOUNT + "cgroup.controllers", "cpu memory")
        .with("proc/self/cgroup", "0::/docker/abc")
        .with(MOUNT + "cpu.max", "200000 100000")
        .with(MOUNT + "memory.max", "1073741824");
    assertThat(read()).isEqualTo(new Machine.Cgroup(2, 2.0, 1073741824L));
  }

  @Test
  void version2WithoutLimitsIsUnlimited() throws IOException {
    new FakeKernel(root)
        .with(MOUNT + "cgroup.controllers", "cpu memory")
        .with("proc/self/cgroup", "0::/")
        .with(MOUNT + "cpu.max", "max 100000")
        .with(MOUNT + "memory.max", "max");
    assertThat(read()).isEqualTo(new Machine.Cgroup(2, null, null));
  }

  @Test
  void version1HasAGroupForEachController() throws IOException {
    new FakeKernel(root)
        .with("proc/self/cgroup", "4:memory:/app\n2:cpu,cpuacct:/box\n0::/")
        .with(MOUNT + "cpu/box/cpu.cfs_quota_us", "50000")
        .with(MOUNT + "cpu/box/cpu.cfs_period_us", "100000")
        .with(MOUNT + "memory/app/memory.limit_in_bytes", "2147483648")
        .with(MOUNT + "memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(read()).isEqualTo(new Machine.Cgroup(1, 0.5, 2147483648L));
  }

  @Test
  void version1WithoutLimitsIsUnlimited() throws IOException {
    new FakeKernel(root)
        .with("proc/self/cgroup", "4:memory:/\n1:cpu:/")
        .with(MOUNT + "cpu/cpu.cfs_quota_us", "-1")
        .with(MOUNT + "cpu/cpu.cfs_period_us", "100000")
        .with(MOUNT + "memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(read()).isEqualTo(new Machine.Cgroup(1, null, null));
  }
}
