package org.asyncmark.measure;

import java.io.Serializable;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * What the JVM of a fork says of itself and of what it is about to measure.
 *
 * @param vm name, version and mode, for example {@code OpenJDK 64-Bit Server VM 25.0.3+9-LTS, mixed
 *     mode, sharing}
 * @param arguments flags as they reached it, from wherever
 * @param flags values of the {@code -XX} flags among those and of the heap's bounds, by name,
 *     without flags that it does not know; empty if the JVM does not tell, as all but HotSpot
 * @param collectors names of its garbage collectors
 * @param maxHeapBytes what it uses for objects at most
 * @param processors CPUs that it counts
 * @param commonParallelism of the common pool
 * @param carriers threads that virtual threads run on, as it was told; null if it was not told
 * @param warmUp JMH's iterations that are not scored
 * @param measured JMH's iterations that are scored
 */
public record RunningJvm(
    String vm,
    List<String> arguments,
    Map<String, String> flags,
    List<String> collectors,
    long maxHeapBytes,
    int processors,
    int commonParallelism,
    @Nullable String carriers,
    Iterations warmUp,
    Iterations measured)
    implements Serializable {
  /** Name of the flag with the largest heap, in bytes. */
  public static final String MAX_HEAP = "MaxHeapSize";

  /** Name of the flag with the heap at the start, in bytes. */
  public static final String INITIAL_HEAP = "InitialHeapSize";

  public RunningJvm {
    arguments = List.copyOf(arguments);
    flags = new TreeMap<>(flags);
    collectors = List.copyOf(collectors);
  }

  /**
   * Iterations of JMH.
   *
   * @param count 0 and up
   * @param millis length of each
   */
  public record Iterations(int count, long millis) implements Serializable {
    private static Iterations of(IterationParams params) {
      long millis = params.getTime().convertTo(TimeUnit.MILLISECONDS);
      return new Iterations(params.getCount(), millis);
    }

    @Override
    public String toString() {
      return count + " x " + millis + " ms";
    }
  }

  /** Asks this JVM; takes some ten milliseconds. */
  static RunningJvm read(BenchmarkParams params) {
    List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return new RunningJvm(
        property("java.vm.name")
            + " "
            + property("java.vm.version")
            + ", "
            + property("java.vm.info"),
        arguments,
        JvmFlags.values(arguments),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(GarbageCollectorMXBean::getName)
            .toList(),
        Runtime.getRuntime().maxMemory(),
        Runtime.getRuntime().availableProcessors(),
        ForkJoinPool.getCommonPoolParallelism(),
        System.getProperty("jdk.virtualThreadScheduler.parallelism"),
        Iterations.of(params.getWarmup()),
        Iterations.of(params.getMeasurement()));
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
