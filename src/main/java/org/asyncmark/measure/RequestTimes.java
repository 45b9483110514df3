package org.asyncmark.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When each request of a window was intended, handed over, started and ended: four longs a request,
 * made before the window begins. Who ends a request writes its own slot, from whatever thread; the
 * pacer writes the rest and reads all of it afterwards. No lock, no counter that all of them share,
 * the same in all models.
 *
 * <p>A request that ends after its window was given up writes here, too, where nobody reads any
 * more.
 */
public final class RequestTimes {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  /** No request was handed over, started or has ended at the window's first nanosecond. */
  private static final long NOT_YET = 0;

  private static final long LOST = -1;

  private final Arrivals arrivals;
  private final long[] sentNanos;
  private final long[] startedNanos;
  private final long[] endedNanos;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final LongSupplier nanoTime;
  private final IntConsumer over;
  private long originNanos;

  /** Makes room for the requests of a window. */
  public RequestTimes(Arrivals arrivals) {
    this(arrivals, System::nanoTime, request -> {});
  }

  /**
   * Makes room for the requests of a window.
   *
   * @param nanoTime a clock, from any thread
   * @param over is told of each request that has ended or failed, on the thread that says so
   */
  RequestTimes(Arrivals arrivals, LongSupplier nanoTime, IntConsumer over) {
    this.arrivals = arrivals;
    this.nanoTime = nanoTime;
    this.over = over;
    this.sentNanos = new long[arrivals.count()];
    this.startedNanos = new long[arrivals.count()];
    this.endedNanos = new long[arrivals.count()];
  }

  /** Returns when requests are intended. */
  public Arrivals arrivals() {
    return arrivals;
  }

  /**
   * Has the window begin.
   *
   * @param nanos by {@link System#nanoTime}
   */
  void begin(long nanos) {
    originNanos = nanos - 1; // so that no time in it is 0, which stands for none
  }

  /** Returns when the window ends, by its clock. */
  long endNanos() {
    return 1 + arrivals.windowNanos();
  }

  /** Has a request that is over be as if it had never been. By the thread that hands over. */
  void again(int request) {
    endedNanos[request] = NOT_YET;
  }

  /** Notes that a request is handed over now. By the pacer. */
  public void sent(int request) {
    sentNanos[request] = now();
  }

  /** Notes that a request is begun to be worked on now. By who does, before it ends. */
  public void started(int request) {
    startedNanos[request] = now();
  }

  /** Notes that a request has its result now. By who has it, once. */
  public void ended(int request) {
    ended(request, now());
  }

  /**
   * Notes that a request had its result at a time. By who had it, once, when nothing that belongs
   * to the request is to be done any more: the window may be over then.
   *
   * @param nanos by {@link #now}
   */
  public void ended(int request, long nanos) {
    SLOT.setRelease(endedNanos, request, nanos);
    over.accept(request);
  }

  /**
   * Notes that a request has failed. One that was {@linkplain RejectedExecutionException rejected}
   * is lost; anything else is no measurement, and fails the fork.
   */
  public void failed(int request, Throwable why) {
    if (!(why instanceof RejectedExecutionException)) {
      wrong(why);
    }
    SLOT.setRelease(endedNanos, request, LOST);
    over.accept(request);
  }

  /** Notes that what a request gave is wrong: no measurement, either. From any thread. */
  public void wrong(Throwable why) {
    failure.compareAndSet(null, why);
  }

  /** Returns the first failure that was no rejection; null if there was none. */
  public @Nullable Throwable failure() {
    return failure.get();
  }

  /** Tells whether a request has ended, was lost, or failed. From any thread. */
  public boolean isOver(int request) {
    return end(request) != NOT_YET;
  }

  /** Tells whether a request was lost or has failed. */
  boolean isLost(int request) {
    return end(request) == LOST;
  }

  /** Returns how late a request was handed over, in nanoseconds, 0 and up. */
  long sendLagNanos(int request) {
    return Math.max(0, sentNanos[request] - intendedNanos(request));
  }

  /** Returns how long a request waited before it was begun, in nanoseconds; of one that ended. */
  long queueNanos(int request) {
    return Math.max(0, startedNanos[request] - intendedNanos(request));
  }

  /** Returns how long a request was worked on, in nanoseconds; of one that ended. */
  long serviceNanos(int request) {
    return end(request) - startedNanos[request];
  }

  /**
   * Returns the time from when a request was intended to its end, in nanoseconds.
   *
   * @param untilNanos how old one is that has not ended: by the window's clock
   */
  long responseNanos(int request, long untilNanos) {
    long end = end(request);
    return Math.max(0, (end > NOT_YET ? end : untilNanos) - intendedNanos(request));
  }

  /** Returns the time since the window began, in nanoseconds. From any thread. */
  public long now() {
    return nanoTime.getAsLong() - originNanos;
  }

  private long end(int request) {
    return (long) SLOT.getAcquire(endedNanos, request);
  }

  /** Returns when a request was intended, by the window's clock. */
  long intendedNanos(int request) {
    return 1 + arrivals.offsetNanos(request);
  }
}
