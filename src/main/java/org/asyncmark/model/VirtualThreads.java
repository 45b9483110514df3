package org.asyncmark.model;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The place that reaches what is final from JDK 21 on: an executor with one virtual thread per
 * task, or one platform thread, and the factory of virtual threads.
 */
final class VirtualThreads {
  private VirtualThreads() {}

  /**
   * Returns a new executor that starts one virtual thread per task; from any thread.
   *
   * @throws IllegalStateException on a JDK before 21
   */
  static ExecutorService newThreadPerTaskExecutor() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException(absent(), e);
    } catch (InvocationTargetException e) {
      // on 19 and 20 the method is there and refuses without --enable-preview
      throw new IllegalStateException(absent(), e.getCause());
    }
  }

  /**
   * Returns a new executor that starts one platform thread per task: the JDK's own, and before 21 a
   * pool that keeps no thread without a task.
   */
  static ExecutorService newThreadPerTaskExecutor(ThreadFactory platform) {
    try {
      return (ExecutorService)
          Executors.class
              .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
              .invoke(null, platform);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 0, TimeUnit.NANOSECONDS, new SynchronousQueue<>(), platform);
    }
  }

  /**
   * Returns a factory of virtual threads.
   *
   * @throws IllegalStateException on a JDK before 21
   */
  static ThreadFactory factory() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      return (ThreadFactory)
          Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(absent(), e);
    }
  }

  private static String absent() {
    return "model virtual needs JDK 21 or newer, this is JDK "
        + Runtime.version().feature()
        + "; leave it out with --model (-p model= in plain JMH) or take a newer JDK with --jdk";
  }
}
