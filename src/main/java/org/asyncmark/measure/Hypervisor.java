package org.asyncmark.measure;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from the files of a Linux kernel which hypervisor it runs on. */
final class Hypervisor {
  private static final Map<String, String> CLOCK_SOURCES =
      Map.of(
          "kvm-clock", "KVM",
          "xen", "Xen",
          "hyperv_clocksource_tsc_page", "Hyper-V",
          "hyperv_clocksource_msr", "Hyper-V");
  private static final Map<String, String> VENDORS =
      Map.of(
          "QEMU", "KVM",
          "VMware, Inc.", "VMware",
          "innotek GmbH", "VirtualBox",
          "Parallels Software International Inc.", "Parallels",
          "Xen", "Xen",
          "Google", "KVM");

  private Hypervisor() {}

  /** Returns its name, {@code virtual machine} if that is all that is known, or null. */
  static @Nullable String read(KernelFiles files) {
    String clocks = files.line("sys/devices/system/clocksource/clocksource0/available_clocksource");
    for (String clock : List.of((clocks == null ? "" : clocks).split(" ", -1))) {
      String name = CLOCK_SOURCES.get(clock);
      if (name != null) {
        return name;
      }
    }
    boolean virtual =
        files.lines("proc/cpuinfo").stream()
            .anyMatch(line -> line.startsWith("flags") && (line + " ").contains(" hypervisor "));
    String vendor = files.line("sys/class/dmi/id/sys_vendor");
    String named = vendor == null ? null : VENDORS.get(vendor);
    // Google and others sell bare machines too, with the same vendor in the firmware
    return virtual || "QEMU".equals(vendor) ? (named == null ? "virtual machine" : named) : null;
  }
}
