package org.asyncmark.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A selector loop on one platform thread, in the order of asyncio: wait for channels, then queue
 * what came from other threads, then due timers, then run what was ready at that moment. What a
 * callback adds runs in the next turn.
 *
 * <p>Only {@link #callSoonThreadsafe}, {@link #callAndWait} and {@link #close} may be called from
 * other threads; everything else belongs to the loop's own thread and throws {@link
 * IllegalStateException} elsewhere.
 *
 * <pre>
 *   blocked ── channel ready, timer due or wake-up ──▶ inbox ─▶ due timers ─▶ run a snapshot of ready ─┐
 *      ▲                                                                                              │
 *      └──────────── nothing ready: publish "sleeping", look at the inbox once more ◀─────────────────┘
 * </pre>
 *
 * <p>Races of a hand-over from another thread, which puts work into the inbox first and reads
 * {@code sleeping} afterwards, while the loop publishes {@code sleeping} first and reads the inbox
 * afterwards:
 *
 * <ol>
 *   <li>The work is in the inbox before the loop looks: the loop sees it and does not block.
 *   <li>It comes after the loop looked: then {@code sleeping} was published before, the other
 *       thread sees that and wakes the selector, and a selector that is woken before it blocks does
 *       not block.
 *   <li>Several threads at once: one of them turns {@code sleeping} off and pays for the wake-up,
 *       the others pay nothing.
 *   <li>The loop is closed at the same time: work is either run by the last turn or refused, see
 *       {@link #callSoonThreadsafe}.
 * </ol>
 */
public final class EventLoop implements AutoCloseable {
  /**
   * Longest wait in one select; a turn in between costs nothing and keeps the sum below an
   * overflow.
   */
  private static final long MAX_SELECT_MILLIS = TimeUnit.HOURS.toMillis(24);

  private final Selector selector;
  private final Thread thread;
  private final ArrayDeque<Handle> ready = new ArrayDeque<>();
  private final PriorityQueue<TimerHandle> timers = new PriorityQueue<>();
  private final Queue<Handle> inbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final Set<Waiter<?>> waiters = new LinkedHashSet<>();
  private final Consumer<SelectionKey> enqueue = key -> ready.add((Registration) key.attachment());
  private final Consumer<Throwable> exceptionHandler;
  private volatile boolean closing;
  private long timerSequence;

  private EventLoop(String threadName, Consumer<Throwable> exceptionHandler) throws IOException {
    this.selector = Selector.open();
    this.exceptionHandler = exceptionHandler;
    this.thread = new Thread(this::run, threadName);
  }

  /**
   * Starts a loop on a new platform thread. An exception that a callback throws goes to the
   * thread's uncaught exception handler, and the loop goes on.
   *
   * @param threadName name of the thread
   * @throws UncheckedIOException if the machine has no descriptor left for a selector
   */
  public static EventLoop start(String threadName) {
    return start(
        threadName,
        failure -> {
          Thread current = Thread.currentThread();
          current.getUncaughtExceptionHandler().uncaughtException(current, failure);
        });
  }

  /**
   * Starts a loop on a new platform thread.
   *
   * @param threadName name of the thread
   * @param exceptionHandler called on the loop's thread with what a callback threw; what it throws
   *     itself is lost, and the loop goes on
   * @throws UncheckedIOException if the machine has no descriptor left for a selector
   */
  public static EventLoop start(String threadName, Consumer<Throwable> exceptionHandler) {
    try {
      EventLoop loop = new EventLoop(threadName, exceptionHandler);
      loop.thread.start();
      return loop;
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for the event loop: " + e.getMessage(), e);
    }
  }

  /**
   * Has the loop run a callback in its next turn, after those that were added before.
   *
   * @throws IllegalStateException on any other thread than the loop's
   */
  public Handle callSoon(Runnable callback) {
    requireLoopThread("callSoon");
    Handle handle = new Handle(Objects.requireNonNull(callback, "callback"));
    ready.add(handle);
    return handle;
  }

  /**
   * Has the loop run a callback in its next turn; from any thread.
   *
   * @throws IllegalStateException if the loop is closed. A call at the same time as {@link #close}
   *     either throws this or its callback runs in the last turn
   */
  public void callSoonThreadsafe(Runnable callback) {
    Handle handle = new Handle(Objects.requireNonNull(callback, "callback"));
    refuseIfClosed();
    inbox.add(handle);
    // The last turn empties the inbox after closing is set. If it did so before our add, our handle
    // is still there.
    if (closing && inbox.remove(handle)) {
      refuseIfClosed();
    }
    if (Thread.currentThread() != thread) {
      wakeUp();
    }
  }

  /**
   * Has the loop run a callback after a delay, never earlier. The wait is in whole milliseconds,
   * rounded up.
   *
   * @param delay zero or negative: in the next turn
   * @throws IllegalStateException on any other thread than the loop's
   */
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(timeNanos() + Math.max(0, saturatedNanos(delay)), callback);
  }

  /**
   * Has the loop run a callback at a time, never earlier.
   *
   * @param whenNanos on the scale of {@link #timeNanos}, at most 2^62 ns ahead
   * @throws IllegalStateException on any other thread than the loop's
   */
  public TimerHandle callAt(long whenNanos, Runnable callback) {
    requireLoopThread("callAt");
    TimerHandle timer =
        new TimerHandle(Objects.requireNonNull(callback, "callback"), whenNanos, timerSequence++);
    timers.add(timer);
    return timer;
  }

  /**
   * Returns the loop's time in nanoseconds, on the scale of {@link System#nanoTime}; from any
   * thread.
   */
  public long timeNanos() {
    return System.nanoTime();
  }

  /**
   * Watches a channel.
   *
   * @param channel in non-blocking mode
   * @param ops constants of {@link SelectionKey}, combined by or
   * @param handler called in every turn in which the channel is ready for one of {@code ops}
   * @throws ClosedChannelException if the channel is closed
   * @throws IllegalStateException on any other thread than the loop's
   */
  public Registration register(SelectableChannel channel, int ops, Runnable handler)
      throws ClosedChannelException {
    requireLoopThread("register");
    SelectionKey key = channel.register(selector, ops);
    Registration registration = new Registration(key, Objects.requireNonNull(handler, "handler"));
    key.attach(registration);
    return registration;
  }

  /**
   * Starts work on the loop and waits for its future; from any thread but the loop's. If the
   * calling thread is interrupted, the future is cancelled.
   *
   * @param start called on the loop's thread
   * @return the result of the future
   * @throws ExecutionException if the work failed, {@code start} threw, or the loop was closed
   *     meanwhile; the cause says which
   * @throws java.util.concurrent.CancellationException if the future was cancelled on the loop
   * @throws InterruptedException if the calling thread was interrupted
   * @throws IllegalStateException if the loop is closed, or on the loop's thread, which would wait
   *     for itself
   */
  public <T> T callAndWait(Supplier<LoopFuture<T>> start)
      throws ExecutionException, InterruptedException {
    if (Thread.currentThread() == thread) {
      throw new IllegalStateException(
          "callAndWait on the loop's own thread would wait for itself; use the future's onDone");
    }
    Waiter<T> waiter = new Waiter<>(this);
    callSoonThreadsafe(() -> waiter.start(start));
    return waiter.await();
  }

  /**
   * Ends the loop: runs what was handed over before, closes every registered channel and the
   * selector, and waits for the thread to end. Callers that wait in {@link #callAndWait} get an
   * {@link ExecutionException}. Idempotent; from any thread, but without waiting on the loop's own.
   */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells whether the calling thread is the loop's. */
  public boolean inLoopThread() {
    return Thread.currentThread() == thread;
  }

  Set<Waiter<?>> waiters() {
    return waiters;
  }

  private void run() {
    try {
      while (!closing) {
        turn();
      }
    } catch (IOException | RuntimeException e) {
      report(e);
    } finally {
      closing = true;
      drainInbox();
      runReady();
      release();
    }
  }

  private void turn() throws IOException {
    if (ready.isEmpty()) {
      select();
    } else {
      selector.selectNow(enqueue);
    }
    drainInbox();
    fireTimers();
    runReady();
  }

  private void select() throws IOException {
    long millis = millisToNextTimer();
    if (millis == 0) {
      selector.selectNow(enqueue);
      return;
    }
    sleeping.set(true);
    if (inbox.isEmpty() && !closing) {
      selector.select(enqueue, millis);
    } else {
      selector.selectNow(enqueue);
    }
    sleeping.set(false);
    // A set interrupt flag makes every later select return at once: the loop would spin.
    if (Thread.interrupted()) {
      report(new InterruptedException("the event loop's thread was interrupted; the loop goes on"));
    }
  }

  /**
   * Returns 0 if a timer is due, and never a shorter time than to the next one: asyncio's timers
   * are never early.
   */
  private long millisToNextTimer() {
    TimerHandle next = timers.peek();
    while (next != null && next.isCancelled()) {
      timers.poll();
      next = timers.peek();
    }
    if (next == null) {
      return MAX_SELECT_MILLIS;
    }
    long nanos = next.whenNanos() - timeNanos();
    if (nanos <= 0) {
      return 0;
    }
    return Math.min(MAX_SELECT_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }

  private void drainInbox() {
    Handle handle = inbox.poll();
    while (handle != null) {
      ready.add(handle);
      handle = inbox.poll();
    }
  }

  private void fireTimers() {
    TimerHandle next = timers.peek();
    if (next == null) {
      return;
    }
    long now = timeNanos();
    while (next != null && next.whenNanos() - now <= 0) {
      ready.add(timers.poll());
      next = timers.peek();
    }
  }

  private void runReady() {
    for (int left = ready.size(); left > 0; left--) {
      Handle handle = ready.remove();
      if (!handle.isCancelled()) {
        try {
          handle.run();
        } catch (Throwable e) { // an Error of one callback must not end all the others
          report(e);
        }
      }
    }
  }

  private void report(Throwable failure) {
    try {
      exceptionHandler.accept(failure);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void release() {
    new ArrayList<>(waiters).forEach(Waiter::loopClosed);
    for (SelectionKey key : new ArrayList<>(selector.keys())) {
      try {
        key.channel().close();
      } catch (IOException e) {
        report(e);
      }
    }
    try {
      selector
          .selectNow(); // channels give their descriptors back when the selector deregisters them
      selector.close();
    } catch (IOException e) {
      report(e);
    }
  }

  private void wakeUp() {
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      selector.wakeup();
    }
  }

  private void refuseIfClosed() {
    if (closing) {
      throw new IllegalStateException("the event loop " + thread.getName() + " is closed");
    }
  }

  private void requireLoopThread(String method) {
    if (Thread.currentThread() != thread) {
      throw new IllegalStateException(
          method
              + " belongs to the thread "
              + thread.getName()
              + ", called on "
              + Thread.currentThread().getName()
              + "; use callSoonThreadsafe");
    }
  }

  private static long saturatedNanos(Duration delay) {
    return delay.compareTo(Duration.ofDays(365)) > 0
        ? Duration.ofDays(365).toNanos()
        : delay.isNegative() ? 0 : delay.toNanos();
  }
}
