package org.asyncmark.loop;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.function.Consumer;

/**
 * The turns of a loop, in the order of asyncio's {@code _run_once}: wait for channels, queue their
 * handlers, then what came from other threads, then due timers, then run a snapshot of the queue.
 * asyncio has no inbox, because its other threads append to the queue itself: what they hand over
 * comes after ready channels here, and may come before them there. Loop thread only, but for the
 * inbox.
 */
final class Reactor {
  /** Channels closed in one turn before their descriptors are given back within it. */
  private static final int MAX_UNRELEASED = 256;

  /**
   * Spins before a sleep that follows on a hand-over: a few microseconds at most. Whoever hands
   * work over mostly does so again at once, and being found awake spares him a system call and the
   * loop a switch of threads. Not where there is one CPU: the thread that the loop waits for could
   * not run meanwhile.
   */
  private static final int SPINS_BEFORE_SLEEP = 200;

  private final LoopConfig config;
  private final Clock clock;
  private final Poller poller;
  private final PrematureReturns premature;
  private final Ownership ownership;
  private final Inbox inbox;
  private final ReadyQueue ready;
  private final TimerQueue timers;
  private final LoopCounters counters = new LoopCounters();
  private final Consumer<SelectionKey> enqueueKey;
  private final Consumer<Runnable> enqueue;
  private final int spinsBeforeSleep =
      Runtime.getRuntime().availableProcessors() > 1 ? SPINS_BEFORE_SLEEP : 0;
  private boolean handedOver;
  private boolean slept;
  private boolean interrupted;
  private int unreleased;

  Reactor(LoopConfig config, Ownership ownership) throws IOException {
    this.config = config;
    this.ownership = ownership;
    this.timers = new TimerQueue(ownership);
    this.clock = config.clock();
    this.poller = config.poller().open();
    this.premature = new PrematureReturns(config, poller);
    this.inbox = new Inbox(this::wakeup, Inbox.DEFAULT_CHUNK);
    this.ready = new ReadyQueue(config);
    this.enqueue = ready::add;
    // runs inside the selector's locks, and so only notes what is to run
    this.enqueueKey = key -> ready.add((Registration) key.attachment());
  }

  Inbox inbox() {
    return inbox;
  }

  ReadyQueue ready() {
    return ready;
  }

  TimerQueue timers() {
    return timers;
  }

  Ownership ownership() {
    return ownership;
  }

  LoopCounters counters() {
    return counters;
  }

  /** Takes work to run in the next turn, from any thread; false if the loop is closed. */
  boolean accept(Runnable work) {
    return (ownership.isCurrentThread() && addHere(work)) || inbox.push(work);
  }

  private boolean addHere(Runnable work) {
    if (ownership.isRunningHere()) {
      ready.add(work);
      return true;
    }
    synchronized (ownership) { // another thread may be about to run or close an idle loop
      boolean ours = ownership.isIdle() && ownership.isCurrentThread();
      if (ours) {
        ready.add(work);
      }
      return ours;
    }
  }

  private void wakeup() {
    counters.wakeup();
    poller.wakeup();
  }

  /**
   * Makes one turn.
   *
   * @param mayWait false to look at the channels without waiting, whatever there is to run
   */
  void turn(boolean mayWait) throws IOException {
    timers.prune();
    unreleased = 0;
    slept = false;
    int keys = mayWait && ready.isEmpty() ? await() : poller.pollNow(enqueueKey);
    handedOver = inbox.drainTo(enqueue);
    int due = timers.moveDue(clock, ready);
    counters.turn(slept, keys, due, ready.runSnapshot());
  }

  private int await() throws IOException {
    long nanos = timers.nanosToNext(clock);
    if (nanos == 0 || (handedOver && moreArrives()) || !inbox.sleep()) {
      return poller.pollNow(enqueueKey);
    }
    slept = true;
    int keys = poller.poll(nanos, enqueueKey);
    // A set interrupt flag makes every later poll return at once: the loop would spin.
    if (Thread.interrupted()) {
      interrupted = true;
      config.report(
          new InterruptedException("the event loop's thread was interrupted; the loop goes on"));
    } else if (keys == 0 && inbox.isAsleep() && timers.nanosToNext(clock) > 0) {
      premature.count();
    } else {
      premature.reset();
    }
    return keys;
  }

  /**
   * Waits a moment for more work and tells whether it came. It does not look into the inbox
   * meanwhile: each look takes the line of memory away from those who push, and finds one item
   * where a moment later there is a batch.
   */
  private boolean moreArrives() {
    for (int spin = 0; spin < spinsBeforeSleep; spin++) {
      Thread.onSpinWait();
    }
    return !inbox.isEmpty();
  }

  /** Tells whether the thread was interrupted since the last call. */
  boolean takeInterrupt() {
    boolean taken = interrupted;
    interrupted = false;
    return taken;
  }

  Registration register(SelectableChannel channel, int ops, Runnable handler)
      throws ClosedChannelException {
    Registration registration = new Registration(this, handler);
    registration.watchedBy(poller.register(channel, ops, registration));
    return registration;
  }

  /**
   * Notes that a channel was closed. Its descriptor is held until the poller next looks at its
   * channels, which a callback that closes thousands must not wait for.
   */
  void channelClosed() {
    if (++unreleased >= MAX_UNRELEASED) {
      unreleased = 0;
      try {
        poller.pollNow(key -> {}); // what is ready now will be so at the next turn too
      } catch (IOException e) {
        config.report(e);
      }
    }
  }

  /** Refuses all further work from other threads, and queues what came before. */
  void closeInbox() {
    inbox.closeTo(enqueue);
  }

  /** Forgets all callbacks and closes all channels and the poller; what fails is reported. */
  void release() {
    ready.clear();
    timers.clear();
    try {
      for (SelectionKey key : new ArrayList<>(poller.keys())) {
        close(key.channel());
      }
    } catch (RuntimeException | Error e) { // the poller is what has failed
      config.report(e);
    }
    close(poller);
  }

  private void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Throwable e) { // the others are to be closed all the same
      config.report(e);
    }
  }
}
