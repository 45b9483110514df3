package org.asyncmark.model;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one place that reaches API newer than JDK 17: an executor with one virtual thread per task,
 * from JDK 21.
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

  private static String absent() {
    return "model virtual needs JDK 21 or newer, this is JDK "
        + Runtime.version().feature()
        + "; leave it out with --model (-p model= in plain JMH) or take a newer JDK with --jdk";
  }
}
