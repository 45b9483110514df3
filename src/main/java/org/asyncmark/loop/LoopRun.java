package org.asyncmark.loop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The turns of a loop from its first to its end: on a thread of its own, or on the threads that run
 * it, one after another.
 */
final class LoopRun {
  private final LoopConfig config;
  private final Reactor reactor;
  private final Collection<Waiter<?>> waiters;
  private final Ownership ownership;
  private final @Nullable Thread ownThread;
  private boolean stopping;

  /**
   * Creates the run of a loop, without starting anything.
   *
   * @param waiters threads that wait for the loop; they are let go when it is closed
   * @param withThread whether the loop has a thread of its own
   */
  LoopRun(LoopConfig config, Reactor reactor, Collection<Waiter<?>> waiters, boolean withThread) {
    this.config = config;
    this.reactor = reactor;
    this.waiters = waiters;
    if (withThread) {
      this.ownThread = new Thread(this::runOnOwnThread, config.name());
      this.ownership = Ownership.of(config.name(), ownThread);
    } else {
      this.ownThread = null;
      this.ownership = Ownership.ofNobody(config.name());
    }
  }

  Ownership ownership() {
    return ownership;
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
    if (ownThread != null) {
      closeOwnThread(ownThread);
    } else if (!ownership.isClosed()) {
      if (!ownership.enterLast()) {
        throw new IllegalStateException(
            "the event loop " + config.name() + " is running; stop it before closing it");
      }
      reactor.closeInbox();
      release();
    }
  }

  private void closeOwnThread(Thread thread) {
    if (Thread.currentThread() == thread) {
      stopping = true;
      return;
    }
    reactor.inbox().push(() -> stopping = true);
    boolean joinInterrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        joinInterrupted = true;
      }
    }
    if (joinInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runOnOwnThread() {
    try {
      untilStopped();
    } catch (RuntimeException e) {
      config.report(e);
    } finally {
      reactor.closeInbox();
      reactor.ready().runSnapshot();
      release();
    }
  }

  private void untilStopped() {
    try {
      do {
        reactor.turn(!stopping);
      } while (!stopping);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the event loop " + config.name() + " cannot wait for channels: " + e.getMessage(), e);
    }
  }

  private void leave() {
    stopping = false;
    ownership.leave();
    if (reactor.takeInterrupt()) {
      Thread.currentThread().interrupt(); // for the code that called run
    }
  }

  private void release() {
    new ArrayList<>(waiters).forEach(Waiter::loopClosed);
    reactor.release();
    ownership.close();
  }
}
