package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the limits of the control group that this process is in, of version 1 or 2. */
final class CgroupLimits {
  private static final String MOUNT = "sys/fs/cgroup";

  /** Version 1 says "unlimited" with the greatest multiple of the page size. */
  private static final long UNLIMITED_BYTES = 1L << 60;

  private final KernelFiles files;

  CgroupLimits(KernelFiles files) {
    this.files = files;
  }

  /** Returns the limits, or null if the system has no control groups. */
  Machine.@Nullable Cgroup read() {
    if (files.exists(MOUNT + "/cgroup.controllers")) {
      List<String> groups = groups(MOUNT, groupOf(""));
      return new Machine.Cgroup(
          2,
          least(groups.stream().map(group -> cpusOfMax(files.line(group + "/cpu.max"))).toList()),
          least(groups.stream().map(group -> files.number(group + "/memory.max")).toList()));
    }
    if (files.exists(MOUNT + "/memory") || files.exists(MOUNT + "/cpu")) {
      return new Machine.Cgroup(
          1,
          least(groups(MOUNT + "/cpu", groupOf("cpu")).stream().map(this::cpusOfQuota).toList()),
          least(
              groups(MOUNT + "/memory", groupOf("memory")).stream()
                  .map(group -> files.number(group + "/memory.limit_in_bytes"))
                  .map(bytes -> bytes == null || bytes >= UNLIMITED_BYTES ? null : bytes)
                  .toList()));
    }
    return null;
  }

  /** Returns how many bytes of memory each group with a limit has left. */
  Stream<Long> freeBytes() {
    boolean second = files.exists(MOUNT + "/cgroup.controllers");
    List<String> groups =
        second ? groups(MOUNT, groupOf("")) : groups(MOUNT + "/memory", groupOf("memory"));
    String maximum = second ? "/memory.max" : "/memory.limit_in_bytes";
    String used = second ? "/memory.current" : "/memory.usage_in_bytes";
    return groups.stream()
        .flatMap(
            group -> {
              Long most = files.number(group + maximum);
              Long now = files.number(group + used);
              return most == null || now == null || most >= UNLIMITED_BYTES
                  ? Stream.empty()
                  : Stream.of(Math.max(0, most - now));
            });
  }

  /** Returns the folders of the groups that may limit the number of threads, outermost first. */
  List<String> groupsOfPids() {
    return files.exists(MOUNT + "/cgroup.controllers")
        ? groups(MOUNT, groupOf(""))
        : groups(MOUNT + "/pids", groupOf("pids"));
  }

  /**
   * Returns the path of this process's group.
   *
   * @param controller of version 1, or empty for version 2
   */
  private String groupOf(String controller) {
    for (String line : files.lines("proc/self/cgroup")) {
      String[] fields = line.split(":", 3); // hierarchy, controllers, path
      if (fields.length == 3 && List.of(fields[1].split(",", -1)).contains(controller)) {
        return fields[2];
      }
    }
    return "/";
  }

  /** A container may see its own group at the mount, so missing folders are passed over. */
  private List<String> groups(String mount, String path) {
    List<String> groups = new ArrayList<>(List.of(mount));
    String group = mount;
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty() && !part.equals("..")) {
        group = group + "/" + part;
        if (files.exists(group)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  private static @Nullable Double cpusOfMax(@Nullable String max) {
    if (max == null) {
      return null;
    }
    String[] quotaAndPeriod = max.split(" ", -1);
    return quotaAndPeriod.length == 2
        ? ratio(
            KernelFiles.parseNumber(quotaAndPeriod[0]), KernelFiles.parseNumber(quotaAndPeriod[1]))
        : null;
  }

  private @Nullable Double cpusOfQuota(String group) {
    return ratio(
        files.number(group + "/cpu.cfs_quota_us"), files.number(group + "/cpu.cfs_period_us"));
  }

  private static @Nullable Double ratio(@Nullable Long quota, @Nullable Long period) {
    return quota == null || period == null || quota <= 0 || period <= 0
        ? null
        : quota / (double) period;
  }

  private static <T extends Comparable<T>> @Nullable T least(List<@Nullable T> limits) {
    return limits.stream().filter(Objects::nonNull).min(T::compareTo).orElse(null);
  }
}
