package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.stream.Stream;

/**
 * A {@link CoreProbe} on each CPU, all of them at once. Where threads cannot be bound to CPUs there
 * is one, on whichever CPU it happens to run. For one thread at a time.
 */
final class CoreProbes {
  /** On a large machine most CPUs are idle, and so many threads would be a load themselves. */
  private static final int MOST = 8;

  private final List<Integer> cpus;
  private final List<CoreProbe> probes = new ArrayList<>();

  /**
   * Creates probes.
   *
   * @param cpus the first 8 are looked at
   */
  CoreProbes(List<Integer> cpus) {
    this.cpus = cpus.stream().limit(MOST).toList();
    for (int i = 0; i < Math.max(1, this.cpus.size()); i++) {
      probes.add(new CoreProbe());
    }
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

  /** Returns the greatest of the probes' ratios. */
  double worst() {
    if (cpus.isEmpty()) {
      return probes.get(0).ratio();
    }
    DoubleAccumulator worst = new DoubleAccumulator(Math::max, 0);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < cpus.size(); i++) {
      int cpu = cpus.get(i);
      CoreProbe probe = probes.get(i);
      Thread thread =
          new Thread(
              () -> {
                CpuBinding.bindThisThread(cpu);
                worst.accumulate(probe.ratio());
              },
              "core-probe-" + cpu);
      thread.start();
      threads.add(thread);
    }
    threads.forEach(CoreProbes::join);
    return worst.get();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the probe ends by itself
    }
  }
}
