package org.asyncmark.measure;

import java.util.List;
import java.util.stream.Stream;

/**
 * A {@link CoreProbe} that goes from CPU to CPU with the thread that calls it, which starts no
 * thread, so that nobody counts one. Where threads cannot be bound to CPUs it stays on whichever
 * the thread happens to run. For one thread at a time.
 */
final class CoreProbes {
  /** On a large machine most CPUs are idle, and to visit them all takes too long. */
  private static final int MOST = 8;

  private final CoreProbe probe = new CoreProbe();
  private final List<Integer> cpus;

  /**
   * Creates probes.
   *
   * @param cpus the first 8 are looked at
   */
  CoreProbes(List<Integer> cpus) {
    this.cpus = cpus.stream().limit(MOST).toList();
  }

  /**
   * Creates probes of the CPUs of this fork, and of those that the backend has while this process
   * is not bound yet.
   */
  static CoreProbes ofThisMachine() {
    List<Integer> own = CpuBinding.ofThisFork();
    return new CoreProbes(
        Stream.concat(own.stream(), CpuBinding.allowed().stream()).distinct().toList());
  }

  /**
   * Returns the greatest of the probe's ratios; the calling thread may run where it could before.
   */
  double worst() {
    if (cpus.isEmpty()) {
      return probe.ratio();
    }
    List<Integer> before = CpuBinding.ofThisThread();
    double worst = 0;
    try {
      for (int cpu : cpus) {
        CpuBinding.bindThisThread(List.of(cpu));
        worst = Math.max(worst, probe.ratio());
      }
    } finally {
      CpuBinding.bindThisThread(before);
    }
    return worst;
  }
}
