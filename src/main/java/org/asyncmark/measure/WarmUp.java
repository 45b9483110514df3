package org.asyncmark.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs an op until its time no longer changes, or until a cap: how long a warm-up takes depends on
 * the op, the model and the JDK, so that a fixed number of iterations is too many for some and too
 * few for others.
 *
 * <p>Time is cut into windows of {@value #WINDOW_MILLIS} ms. An op is steady if the median of the
 * last five windows' mean times differs from that of the five before by no more than {@value
 * #STEADY_PERCENT} %, which takes a second at least. Between two windows the compiler gets its
 * {@link Lull}. What is left then are a few iterations of JMH, in which its own loop around the op
 * is compiled.
 *
 * <p>JMH makes profilers itself and hands them no state, hence the static result.
 */
public final class WarmUp {
  /** Name of the system property with the cap in milliseconds; without it nothing is run. */
  public static final String CAP_PROPERTY = "asyncmark.warmUpCapMillis";

  static final int WINDOW_MILLIS = 100;
  static final int STEADY_PERCENT = 3;
  private static final int HALF = 5;
  private static final int TASKS_BETWEEN_WINDOWS = 5;

  private static volatile Outcome last = Outcome.NONE;

  private static volatile Op warm = () -> null;

  private WarmUp() {}

  @FunctionalInterface
  public interface Op {
    /** Runs it once, its checks included. */
    @Nullable Object run() throws Exception;
  }

  /**
   * What a warm-up came to.
   *
   * @param millis how long it took; 0 if there was none
   * @param steady whether the op was steady at its end
   * @param opNanos how long an op took in the end; 0 if there was none
   */
  record Outcome(long millis, boolean steady, double opNanos) {
    static final Outcome NONE = new Outcome(0, false, 0);
  }

  /**
   * Binds this process to its CPUs, if it has some of its own, goes through the young generation
   * once, and runs an op until it is steady or until the cap that {@link #CAP_PROPERTY} gives.
   *
   * @throws IllegalStateException if an op or the binding fails
   */
  public static void untilSteady(Op op) {
    warm = op;
    CpuBinding.bindThisProcess();
    long capMillis = Long.getLong(CAP_PROPERTY, 0);
    if (capMillis == 0) {
      last = Outcome.NONE;
      return;
    }
    ExecutorService likeJmh = Executors.newFixedThreadPool(1);
    try {
      YoungGeneration.fill();
      last =
          run(
              op,
              capMillis,
              System::nanoTime,
              () -> {
                handOver(likeJmh);
                Lull.untilIdle();
              });
    } finally {
      likeJmh.shutdown();
    }
  }

  /**
   * Hands tasks over as JMH does for each of its iterations. They go through the same classes of
   * the JDK as those of a model with a pool: code that was compiled when it had seen only the
   * model's is thrown away at the fourth of JMH's, in the midst of what is measured.
   */
  private static void handOver(ExecutorService pool) {
    ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
    try {
      for (int task = 0; task < TASKS_BETWEEN_WINDOWS; task++) {
        service.submit(() -> "");
        service.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the next op ends by it
    } catch (ExecutionException e) {
      throw new IllegalStateException("a task that does nothing failed", e);
    }
  }

  /**
   * Runs the op that was warmed up for a while, once at least, while no other thread does.
   *
   * @param millis 0 or more
   * @throws IllegalStateException if it fails
   */
  static void again(long millis) {
    long startNanos = System.nanoTime();
    do {
      once(warm);
    } while (System.nanoTime() - startNanos < TimeUnit.MILLISECONDS.toNanos(millis));
  }

  static Outcome run(Op op, long capMillis, LongSupplier nanoTime, Runnable betweenWindows) {
    long windowNanos = TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS);
    long startNanos = nanoTime.getAsLong();
    long endNanos = startNanos + TimeUnit.MILLISECONDS.toNanos(capMillis);
    List<Double> windows = new ArrayList<>();
    long now = startNanos;
    boolean steady = false;
    while (!steady && now < endNanos) {
      long windowStart = now;
      int ops = 0;
      do {
        once(op);
        ops++;
        now = nanoTime.getAsLong();
      } while (now - windowStart < windowNanos);
      windows.add((now - windowStart) / (double) ops);
      steady = steady(windows);
      betweenWindows.run();
      now = nanoTime.getAsLong();
    }
    double opNanos = median(windows.subList(Math.max(0, windows.size() - HALF), windows.size()));
    return new Outcome(TimeUnit.NANOSECONDS.toMillis(now - startNanos), steady, opNanos);
  }

  private static void once(Op op) {
    try {
      op.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the op was warmed up", e);
    } catch (RuntimeException e) {
      throw e; // a check says what is wrong
    } catch (Exception e) {
      throw new IllegalStateException("the op failed while it was warmed up", e);
    }
  }

  static boolean steady(List<Double> windows) {
    int count = windows.size();
    if (count < 2 * HALF) {
      return false;
    }
    double late = median(windows.subList(count - HALF, count));
    double early = median(windows.subList(count - 2 * HALF, count - HALF));
    return Math.abs(late / early - 1) <= STEADY_PERCENT / 100.0;
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  static Outcome last() {
    return last;
  }
}
