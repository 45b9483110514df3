package org.asyncmark.loop.differential;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopEvent;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.Task;

/** Primitives with a fault of the kinds that a loop has in practice; the fuzzer must find them. */
final class WrongPrimitives {
  private WrongPrimitives() {}

  /** A lock as the loop's is, written anew, so that what is found in the next one is its fault. */
  static final class RightLock extends Primitives {
    @Override
    Mutex lock(EventLoop loop) {
      return new OwnLock(loop, true).mutex();
    }
  }

  /** A task that was woken and then cancelled does not wake the next one. */
  static final class LostWakeUp extends Primitives {
    @Override
    Mutex lock(EventLoop loop) {
      return new OwnLock(loop, false).mutex();
    }
  }

  /** An event that does not wake who came while it was set and cleared in one turn. */
  static final class LostSignal extends Primitives {
    @Override
    Flag event(EventLoop loop) {
      LoopEvent event = new LoopEvent();
      return new Flag(
          event::await,
          () -> loop.callSoon(event::set), // a turn late: a clear in between wins
          event::clear,
          event);
    }
  }

  /** A time-out that still cancels its task after the body has ended. */
  static final class StrayCancel extends Primitives {
    @Override
    Awaitable<Void> waitFor(EventLoop loop, Awaitable<Void> awaitable, Duration timeout) {
      if (timeout.isZero()) {
        return Async.waitFor(awaitable, timeout);
      }
      return Task.current()
          .then(
              task -> {
                boolean[] expired = new boolean[1];
                loop.callLater(
                    timeout,
                    () -> {
                      expired[0] = true;
                      task.cancel();
                    });
                return awaitable.except(
                    CancellationException.class,
                    cancelled -> {
                      if (!expired[0] || task.uncancel() > 0) {
                        throw cancelled;
                      }
                      throw new TimeoutException();
                    });
              });
    }
  }

  /** A gather that cancels the others when one fails. */
  static final class EarlyCancel extends Primitives {
    @Override
    LoopFuture<List<String>> gather(EventLoop loop, Collection<Awaitable<String>> awaitables) {
      List<LoopFuture<String>> children = new ArrayList<>();
      for (Awaitable<String> each : awaitables) {
        children.add(each instanceof LoopFuture<String> future ? future : Task.start(loop, each));
      }
      for (LoopFuture<String> child : children) {
        child.onDone(
            done -> {
              if (done.failure() != null) {
                children.forEach(LoopFuture::cancel);
              }
            });
      }
      return Async.gather(loop, children);
    }
  }

  private static final class OwnLock {
    private final EventLoop loop;
    private final boolean passesOn;
    private final Deque<LoopFuture<Void>> waiters = new ArrayDeque<>();
    private boolean locked;

    OwnLock(EventLoop loop, boolean passesOn) {
      this.loop = loop;
      this.passesOn = passesOn;
    }

    Mutex mutex() {
      return new Mutex(
          this::acquire,
          this::release,
          body -> acquire().then(taken -> Awaitable.call(body).ensure(this::release)),
          this);
    }

    private Awaitable<Void> acquire() {
      return Awaitable.call(
          () -> {
            if (!locked && waiters.stream().allMatch(LoopFuture::isCancelled)) {
              locked = true;
              return Awaitable.done();
            }
            LoopFuture<Void> waiter = new LoopFuture<>(loop);
            waiters.add(waiter);
            return waiter
                .ensure(() -> waiters.remove(waiter))
                .thenRun(() -> locked = true)
                .except(
                    CancellationException.class,
                    cancelled -> {
                      if (passesOn && !locked) {
                        wakeFirst();
                      }
                      throw cancelled;
                    });
          });
    }

    private void release() {
      if (!locked) {
        throw new IllegalStateException("the lock was released without having been acquired");
      }
      locked = false;
      wakeFirst();
    }

    private void wakeFirst() {
      LoopFuture<Void> first = waiters.peek();
      if (first != null && !first.isDone()) {
        first.complete(null);
      }
    }

    @Override
    public String toString() {
      String waiting = waiters.isEmpty() ? "" : ", waiting " + waiters.size();
      return "[" + (locked ? "locked" : "unlocked") + waiting + "]";
    }
  }
}
