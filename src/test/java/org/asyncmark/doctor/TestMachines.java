package org.asyncmark.doctor;

import org.asyncmark.measure.Machine;
import org.jspecify.annotations.Nullable;

/** A machine on which everything is fine, and the same with one fact changed. */
record TestMachines(
    int cpus,
    @Nullable String governor,
    @Nullable String clock,
    @Nullable Double load,
    @Nullable Long swapUsedBytes,
    Machine.@Nullable Cgroup cgroup,
    Machine.@Nullable Perf perf) {
  static TestMachines fine() {
    return new TestMachines(4, "performance", "tsc", 0.1, 0L, null, new Machine.Perf(1, 0));
  }

  TestMachines cpus(int value) {
    return new TestMachines(value, governor, clock, load, swapUsedBytes, cgroup, perf);
  }

  TestMachines governor(@Nullable String value) {
    return new TestMachines(cpus, value, clock, load, swapUsedBytes, cgroup, perf);
  }

  TestMachines clock(@Nullable String value) {
    return new TestMachines(cpus, governor, value, load, swapUsedBytes, cgroup, perf);
  }

  TestMachines load(@Nullable Double value) {
    return new TestMachines(cpus, governor, clock, value, swapUsedBytes, cgroup, perf);
  }

  TestMachines swapUsed(@Nullable Long value) {
    return new TestMachines(cpus, governor, clock, load, value, cgroup, perf);
  }

  TestMachines cgroup(Machine.@Nullable Cgroup value) {
    return new TestMachines(cpus, governor, clock, load, swapUsedBytes, value, perf);
  }

  TestMachines perf(Machine.@Nullable Perf value) {
    return new TestMachines(cpus, governor, clock, load, swapUsedBytes, cgroup, value);
  }

  Machine machine() {
    return new Machine(
        "2026-11-21T01:00:00Z",
        new Machine.Cpu("Zen", cpus, cpus, cpus, null, governor, clock),
        new Machine.Memory(8L << 30, 4096L, 0L, swapUsedBytes),
        new Machine.Os("Linux", "6.18.44", null, "amd64"),
        cgroup,
        perf,
        load);
  }
}
