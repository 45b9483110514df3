package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HypervisorTest {
  private static final String CLOCKS =
      "sys/devices/system/clocksource/clocksource0/available_clocksource";
  private static final String VENDOR = "sys/class/dmi/id/sys_vendor";

  @TempDir Path root;
  private FakeKernel kernel;

  @BeforeEach
  void makeKernel() {
    kernel = new FakeKernel(root);
  }

  @Test
  void aMachineWithoutSignsOfOneHasNone() throws IOException {
    kernel.with(CLOCKS, "tsc hpet acpi_pm").with("proc/cpuinfo", "flags\t\t: fpu vme");
    assertThat(Hypervisor.read(kernel.files())).isNull();
  }

  @Test
  void itsClockGivesItAway() throws IOException {
    kernel.with(CLOCKS, "tsc kvm-clock");
    assertThat(Hypervisor.read(kernel.files())).isEqualTo("KVM");
  }

  @Test
  void theFirmwareNamesIt() throws IOException {
    kernel.with("proc/cpuinfo", "flags\t\t: fpu hypervisor lahf_lm").with(VENDOR, "VMware, Inc.");
    assertThat(Hypervisor.read(kernel.files())).isEqualTo("VMware");
  }

  @Test
  void oneOfUnknownMakeIsAVirtualMachine() throws IOException {
    kernel.with("proc/cpuinfo", "processor : 0\nflags : fpu hypervisor").with(VENDOR, "ACME");
    assertThat(Hypervisor.read(kernel.files())).isEqualTo("virtual machine");
  }

  @Test
  void aBareMachineOfACloudVendorHasNone() throws IOException {
    kernel.with("proc/cpuinfo", "flags : fpu").with(VENDOR, "Google");
    assertThat(Hypervisor.read(kernel.files())).isNull();
  }

  @Test
  void qemuIsRecognisedWhereThereAreNoCpuFlags() throws IOException {
    kernel.with("proc/cpuinfo", "Features : fp asimd").with(VENDOR, "QEMU");
    assertThat(Hypervisor.read(kernel.files())).isEqualTo("KVM");
  }
}
