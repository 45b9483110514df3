package org.asyncmark.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the threads of this JVM have allocated until now. JDK 21 and newer know the sum; before, it
 * is added up over the threads that live, so that what a thread allocated that has ended since is
 * missing. JMH's profiler {@code gc} counts in the same way.
 *
 * @param total bytes of all threads; empty if the JVM does not know it
 * @param byThread bytes of each live thread, by its id, if the JVM does not know the total
 */
record AllocatedBytes(OptionalLong total, Map<Long, Long> byThread) {
  private static final AllocatedBytes UNKNOWN = new AllocatedBytes(OptionalLong.empty(), Map.of());

  private static final @Nullable ThreadMXBean THREADS = threads();

  /** From JDK 21 on. */
  private static final @Nullable Method TOTAL = totalOfAll();

  AllocatedBytes {
    byThread = Map.copyOf(byThread);
  }

  private static @Nullable ThreadMXBean threads() {
    return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported()
            && bean.isThreadAllocatedMemoryEnabled()
        ? bean
        : null;
  }

  private static @Nullable Method totalOfAll() {
    try {
      return ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Reads the counters. From any thread. */
  static AllocatedBytes now() {
    ThreadMXBean threads = THREADS;
    if (threads == null) {
      return UNKNOWN;
    }
    if (TOTAL != null) {
      return new AllocatedBytes(total(TOTAL, threads), Map.of());
    }
    Map<Long, Long> byThread = new HashMap<>();
    long[] ids = threads.getAllThreadIds();
    long[] bytes = threads.getThreadAllocatedBytes(ids);
    for (int i = 0; i < ids.length; i++) {
      if (bytes[i] >= 0) { // else it has just ended
        byThread.put(ids[i], bytes[i]);
      }
    }
    return new AllocatedBytes(OptionalLong.empty(), byThread);
  }

  private static OptionalLong total(Method method, ThreadMXBean threads) {
    try {
      return OptionalLong.of((Long) method.invoke(threads));
    } catch (IllegalAccessException | InvocationTargetException e) {
      return OptionalLong.empty(); // what is not told is no count, which is not 0
    }
  }

  /** Returns the bytes since then; empty if the JVM does not tell. */
  OptionalLong since(AllocatedBytes before) {
    if (total.isPresent() && before.total.isPresent()) {
      return OptionalLong.of(total.getAsLong() - before.total.getAsLong());
    }
    return byThread.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            byThread.entrySet().stream()
                .mapToLong(
                    each -> each.getValue() - before.byThread.getOrDefault(each.getKey(), 0L))
                .sum());
  }
}
