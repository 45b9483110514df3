package org.asyncmark.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a loop from its first to its end: on a thread of its own, or on the threads that run
 * it, one after another.
 */
final class LoopRun {
  /** Turns in which a loop that ends runs what its callbacks add, before it refuses more. */
  static final int LAST_TURNS = 1000;

  private final LoopConfig config;
  private final Reactor reactor;
  private final Set<Waiter<?>> waiters = ConcurrentHashMap.newKeySet();
  private final Ownership ownership;
  private final @Nullable Thread ownThread;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean stopping;

  /**
   * Creates the run of a loop, without starting anything.
   *
   * @param withThread whether the loop has a thread of its own
   */
  LoopRun(LoopConfig config, boolean withThread) throws IOException {
    this.config = config;
    if (withThread) {
      this.ownThread = new Thread(this::runOnOwnThread, config.name());
      this.ownership = Ownership.of(config.name(), ownThread);
    } else {
      this.ownThread = null;
      this.ownership = Ownership.ofNobody(config.name());
    }
    this.reactor = new Reactor(config, ownership);
  }

  /** Returns the threads that wait for the loop, which are let go when it ends or fails. */
  Set<Waiter<?>> waiters() {
    return waiters;
  }

  Ownership ownership() {
    return ownership;
  }

  Reactor reactor() {
    return reactor;
  }

  /** Starts the loop's own thread. */
  void start() {
    try {
      Objects.requireNonNull(ownThread, "ownThread").start();
    } catch (Error e) { // the machine has no memory or no process number left for a thread
      reactor.release();
      throw e;
    }
  }

  /** See {@link EventLoop#runForever}. */
  void forever() {
    ownership.enter("runForever");
    try {
      untilStopped();
    } finally {
      leave();
    }
  }

  /** See {@link EventLoop#runUntilComplete}; the future is one of this loop. */
  void untilComplete(LoopFuture<?> future) {
    ownership.enter("runUntilComplete");
    boolean[] waiting = {true};
    try {
      future.onDone(
          done -> {
            if (waiting[0]) {
              stopping = true;
            }
          });
      untilStopped();
    } finally {
      waiting[0] = false;
      leave();
    }
    if (!future.isDone()) {
      throw new IllegalStateException(
          "the event loop " + config.name() + " was stopped before the future was done");
    }
  }

  /** See {@link EventLoop#stop}; on the loop's thread. */
  void stop() {
    if (ownThread != null) {
      throw new IllegalStateException(
          "the event loop " + config.name() + " has a thread of its own; end it with close");
    }
    stopping = true;
  }

  /** See {@link EventLoop#close}. */
  void close() {
    if (ownThread == null && ownership.enterLast()) {
      reactor.ready().forgetHandles();
      end();
    } else if (!ownership.isRunningHere()) {
      reactor.inbox().push(() -> stopping = true); // refused if the loop is ending already
      awaitEnd();
    } else {
      stopping = true;
    }
  }

  private void awaitEnd() {
    boolean interrupted = false;
    while (true) {
      try {
        if (ownThread == null) {
          ended.await();
        } else {
          ownThread.join();
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnOwnThread() {
    try {
      untilStopped();
    } catch (Throwable e) { // the loop is over, and whoever waits for it has been told
      config.report(e);
    } finally {
      end();
    }
  }

  private void untilStopped() {
    try {
      do {
        reactor.turn(!stopping);
      } while (!stopping);
    } catch (IOException e) {
      UncheckedIOException failure =
          new UncheckedIOException(
              "the event loop " + config.name() + " cannot wait for channels: " + e.getMessage(),
              e);
      waiters.forEach(waiter -> waiter.loopFailed(failure));
      throw failure;
    } catch (RuntimeException | Error e) {
      waiters.forEach(waiter -> waiter.loopFailed(e));
      throw e;
    }
  }

  private void leave() {
    stopping = false;
    boolean interrupted = reactor.takeInterrupt();
    ownership.leave();
    if (interrupted) {
      Thread.currentThread().interrupt(); // for the code that called run
    }
  }

  /** Runs what was accepted, refuses all that comes later, and lets everybody and everything go. */
  private void end() {
    try {
      reactor.closeInbox();
      for (int turn = 0; turn < LAST_TURNS && !reactor.ready().isEmpty(); turn++) {
        reactor.ready().runSnapshot();
      }
      if (!reactor.ready().isEmpty()) {
        ownership.close(); // callbacks that add others for ever learn that there is no next turn
        reactor.ready().runSnapshot();
      }
    } finally {
      waiters.forEach(Waiter::loopClosed);
      reactor.release();
      ownership.close();
      ended.countDown();
    }
  }
}
