package org.asyncmark.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A selector loop on one platform thread, in the order of asyncio: wait for channels, queue what
 * came from other threads, queue due timers, then run what is ready at that moment. What a callback
 * adds runs in the next turn.
 *
 * <pre>
 *   blocked ── channel ready, timer due or wake-up ──▶ inbox ─▶ due timers ─▶ run a snapshot of ready ─┐
 *      ▲                                                                                              │
 *      └────── nothing ready: announce the sleep in the inbox, unless there is work in it ◀───────────┘
 * </pre>
 *
 * <p>A loop either has a thread of its own, see {@link #start(LoopConfig)}, which ends with {@link
 * #close}; or it has none, see {@link #create}, and runs on the thread that calls {@link
 * #runForever} or {@link #runUntilComplete}, as asyncio's loops do:
 *
 * <pre>
 *   start ──▶ running ── close ──▶ last turn ──▶ closed
 *
 *   create ─▶ idle ── run… ──▶ running ── stop ──▶ idle ── close ──▶ closed
 * </pre>
 *
 * <p>Only {@link #callSoonThreadsafe}, {@link #callAndWait}, {@link #timeNanos}, {@link #counts},
 * {@link #isClosed}, {@link #inLoopThread} and {@link #close} may be called from any thread.
 * Everything else belongs to the loop's thread and throws {@link IllegalStateException} elsewhere,
 * and once the loop is closed: to the thread that created the loop until another one runs it. The
 * races of a hand-over between threads are listed at {@link Inbox}.
 */
public final class EventLoop implements AutoCloseable {
  private final LoopConfig config;
  private final Reactor reactor;
  private final ReadyQueue ready;
  private final LoopRun run;
  private final Ownership ownership;
  private final Map<Class<?>, Object> shared = new HashMap<>();

  private EventLoop(LoopConfig config, boolean withThread) {
    this.config = config;
    try {
      this.run = new LoopRun(config, withThread);
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for the event loop: " + e.getMessage(), e);
    }
    this.ownership = run.ownership();
    this.reactor = run.reactor();
    this.ready = reactor.ready();
  }

  /**
   * {@link #start(LoopConfig) Starts} a loop with the configuration of {@link LoopConfig#named}.
   */
  public static EventLoop start(String threadName) {
    return start(LoopConfig.named(threadName));
  }

  /**
   * Starts a loop on a new platform thread, which is no daemon: {@link #close} ends it.
   *
   * @throws UncheckedIOException if the machine has no descriptor left for a selector
   */
  public static EventLoop start(LoopConfig config) {
    EventLoop loop = new EventLoop(config, true);
    loop.run.start();
    return loop;
  }

  /**
   * Creates a loop without a thread of its own.
   *
   * @throws UncheckedIOException if the machine has no descriptor left for a selector
   */
  public static EventLoop create(LoopConfig config) {
    return new EventLoop(config, false);
  }

  /** Has the loop run a callback in its next turn, after those that were added before. */
  public Handle callSoon(Runnable callback) {
    Handle handle = new Soon(ownership, named(callback));
    requireLoopThread("callSoon");
    ready.add(handle);
    return handle;
  }

  /** {@link #callSoon} for a handle that is its own callback; on the loop's thread. */
  void enqueue(Handle handle) {
    ready.add(handle);
  }

  /**
   * Has the loop run a callback in its next turn; from any thread. What one thread hands over runs
   * in the order in which it did so.
   *
   * @throws IllegalStateException if the loop is closed. A call at the same time as {@link #close}
   *     either throws this or its callback runs in the last turn
   */
  public void callSoonThreadsafe(Runnable callback) {
    Runnable work = named(callback);
    if (!reactor.accept(work)) {
      throw ownership.closedAlready();
    }
  }

  /**
   * Has the loop run a callback after a delay, never earlier. The wait is in whole milliseconds,
   * rounded up.
   *
   * @param delay zero or negative: in the next turn; more than 100 years are taken as 100 years
   */
  public TimerHandle callLater(Duration delay, Runnable callback) {
    Objects.requireNonNull(delay, "delay");
    return addTimer(config.clock().nanos() + Math.max(0, LoopTime.nanos(delay)), callback);
  }

  /**
   * Has the loop run a callback at a time, never earlier.
   *
   * @param whenNanos on the scale of {@link #timeNanos}; more than 100 years ahead or back are
   *     taken as 100 years
   */
  public TimerHandle callAt(long whenNanos, Runnable callback) {
    return addTimer(LoopTime.near(config.clock().nanos(), whenNanos), callback);
  }

  private TimerHandle addTimer(long whenNanos, Runnable callback) {
    Runnable work = named(callback);
    requireLoopThread("callAt");
    return reactor.timers().add(whenNanos, work);
  }

  /** Returns the loop's time in nanoseconds, on the scale of its {@link Clock}. */
  public long timeNanos() {
    return config.clock().nanos();
  }

  /**
   * Watches a channel.
   *
   * @param channel in non-blocking mode
   * @param ops constants of {@link SelectionKey}, combined by or
   * @param handler called in every turn in which the channel is ready for one of {@code ops}
   * @throws ClosedChannelException if the channel is closed
   */
  public Registration register(SelectableChannel channel, int ops, Runnable handler)
      throws ClosedChannelException {
    requireLoopThread("register");
    return reactor.register(channel, ops, Objects.requireNonNull(handler, "handler"));
  }

  /**
   * Starts work on the loop and waits for its future; from any thread but the loop's. A loop that
   * nobody runs starts the work when somebody does, or when it is closed. If the calling thread is
   * interrupted, work that has not started never is, and the future of other work is cancelled.
   *
   * @param start called on the loop's thread; returns a future of this loop
   * @return the result of the future
   * @throws ExecutionException if the work failed, {@code start} threw, or the loop was closed or a
   *     run of it failed meanwhile; the cause says which
   * @throws java.util.concurrent.CancellationException if the future was cancelled on the loop
   * @throws InterruptedException if the calling thread was interrupted
   * @throws IllegalStateException if the loop is closed, or on the loop's thread, which would wait
   *     for itself
   */
  public <T> T callAndWait(Supplier<LoopFuture<T>> start)
      throws ExecutionException, InterruptedException {
    return new Waiter<T>(this).await(Objects.requireNonNull(start, "start"));
  }

  /**
   * Runs the loop on the calling thread until {@link #stop}.
   *
   * @throws IllegalStateException if the loop runs already or is closed
   * @throws UncheckedIOException if the machine cannot wait for channels
   */
  public void runForever() {
    run.forever();
  }

  /**
   * Runs the loop on the calling thread until a future of it is done.
   *
   * @return the result of the future
   * @throws ExecutionException if the future failed; the cause is the failure
   * @throws java.util.concurrent.CancellationException if the future was cancelled
   * @throws IllegalArgumentException if the future belongs to another loop
   * @throws IllegalStateException if the loop runs already, is closed, or was stopped before the
   *     future was done
   * @throws UncheckedIOException if the machine cannot wait for channels
   */
  public <T> T runUntilComplete(LoopFuture<T> future) throws ExecutionException {
    Objects.requireNonNull(future, "future");
    if (future.loop() != this) { // this one would wait for ever
      throw new IllegalArgumentException(
          "runUntilComplete: the future belongs to another loop; run that one");
    }
    run.untilComplete(future);
    return future.result();
  }

  /**
   * Ends the run at the end of the present turn: all that is ready now still runs. Before a run: it
   * makes one turn. To stop from another thread, hand this over by {@link #callSoonThreadsafe}.
   *
   * @throws IllegalStateException if the loop has a thread of its own
   */
  public void stop() {
    requireLoopThread("stop");
    run.stop();
  }

  /**
   * Ends the loop: closes every registered channel and the selector. Callers that wait in {@link
   * #callAndWait} get an {@link ExecutionException}. Idempotent; from any thread.
   *
   * <p>First runs what was handed over before by {@link #callSoonThreadsafe}: a loop without a
   * thread of its own on the calling thread. What that adds by {@link #callSoon} runs, too, for up
   * to a thousand turns, and is refused after that. Timers do not run any more, and what waits for
   * them, for channels or for futures never goes on; connections are closed without a word to their
   * handlers. A loop without a thread of its own also forgets what waits by {@code callSoon}, tasks
   * that have been started included, as asyncio's do.
   *
   * <p>This method waits for the end, but not on the loop's own thread.
   *
   * @throws IllegalStateException if the loop has no thread of its own and is running
   */
  @Override
  public void close() {
    run.close();
  }

  /** Tells whether the loop was closed and its channels are; from any thread. */
  public boolean isClosed() {
    return ownership.isClosed();
  }

  /**
   * Returns what the loop has done, as of the end of its last turn; from any thread, also after the
   * loop was closed. Numbers of one call may differ by a turn that ends meanwhile.
   */
  public LoopCounts counts() {
    return reactor.counters().read();
  }

  /** Tells whether the calling thread is the loop's. */
  public boolean inLoopThread() {
    return ownership.isCurrentThread();
  }

  String name() {
    return config.name();
  }

  /**
   * Returns what all users of a kind share on this loop, for example the buffers of its
   * connections. Loop thread only.
   *
   * @param create called once, by the first of them
   */
  public <T> T shared(Class<T> type, Function<? super LoopConfig, ? extends T> create) {
    return type.cast(shared.computeIfAbsent(type, key -> create.apply(config)));
  }

  /** Hands a failure that belongs to no callback to the exception handler. Loop thread only. */
  public void report(Throwable failure) {
    config.report(failure);
  }

  Set<Waiter<?>> waiters() {
    return run.waiters();
  }

  private Runnable named(Runnable callback) {
    Objects.requireNonNull(callback, "callback");
    return config.debug() ? Origin.of(callback) : callback;
  }

  /**
   * Refuses a call on any other thread than the loop's, and one of a closed loop.
   *
   * @param method what was called, for the message
   * @throws IllegalStateException if the call is refused
   */
  public void requireLoopThread(String method) {
    ownership.require(method);
  }
}
