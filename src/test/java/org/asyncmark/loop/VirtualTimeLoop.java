package org.asyncmark.loop;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * An event loop on the test's own thread whose time stands still while callbacks run and jumps to
 * the next timer when nothing is ready, so that a test of minutes takes none. Channels are real.
 * What callbacks throw is in {@link #reported}.
 *
 * <p>If there is not even a timer, the loop waits for another thread or a channel, and fails the
 * test after five real seconds: it would have waited for ever.
 */
public final class VirtualTimeLoop implements AutoCloseable {
  private static final long DEADLOCK_NANOS = 5_000_000_000L;

  private final List<Duration> waits = new ArrayList<>();
  private final List<Throwable> reported = new ArrayList<>();
  private final EventLoop loop;
  private final long startNanos;
  private long nanos;

  private VirtualTimeLoop(long startNanos, UnaryOperator<LoopConfig> settings) {
    this.startNanos = startNanos;
    this.nanos = startNanos;
    Clock clock =
        new Clock() {
          @Override
          public long nanos() {
            return nanos;
          }

          @Override
          public void pause(long pauseNanos) {
            nanos += pauseNanos;
          }
        };
    LoopConfig config =
        LoopConfig.named("virtual-time").clock(clock).exceptionHandler(reported::add);
    loop = EventLoop.create(settings.apply(config.poller(JumpingPoller::new)));
  }

  /** Opens a loop at time 0. */
  public static VirtualTimeLoop open() {
    return new VirtualTimeLoop(0, config -> config);
  }

  /** Opens a loop at time 0 with other settings than the ordinary ones. */
  public static VirtualTimeLoop open(UnaryOperator<LoopConfig> settings) {
    return new VirtualTimeLoop(0, settings);
  }

  /** Opens a loop whose time, which may overflow, begins at {@code startNanos}. */
  public static VirtualTimeLoop openAt(long startNanos) {
    return new VirtualTimeLoop(startNanos, config -> config);
  }

  public EventLoop loop() {
    return loop;
  }

  /** Returns the virtual time since the loop was opened. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos - startNanos);
  }

  /** Moves the time by hand, as a slow callback would. */
  public void advance(Duration time) {
    nanos += time.toNanos();
  }

  /** Returns how long the loop waited each time when it had nothing to run, in order. */
  public List<Duration> waits() {
    return List.copyOf(waits);
  }

  /** Returns what callbacks threw, in order. */
  public List<Throwable> reported() {
    return List.copyOf(reported);
  }

  public <T> T runUntilComplete(LoopFuture<T> future) throws ExecutionException {
    return loop.runUntilComplete(future);
  }

  public void runForever() {
    loop.runForever();
  }

  public void stop() {
    loop.stop();
  }

  /** Runs exactly one turn. */
  public void runOneTurn() {
    loop.stop();
    loop.runForever();
  }

  /** Runs for a virtual time, and ends exactly then. */
  public void runFor(Duration time) {
    TimerHandle end = loop.callLater(time, loop::stop);
    loop.runForever();
    end.cancel();
  }

  @Override
  public void close() {
    loop.close();
  }

  private final class JumpingPoller implements Poller {
    private final Poller real = SelectorPoller.open();
    private volatile boolean woken;

    JumpingPoller() throws IOException {}

    @Override
    public int poll(long timeoutNanos, Consumer<SelectionKey> ready) throws IOException {
      int keys = real.pollNow(ready);
      if (keys > 0 || woken) {
        woken = false;
        return keys;
      }
      if (timeoutNanos != FOREVER) {
        waits.add(Duration.ofNanos(timeoutNanos));
        nanos += timeoutNanos;
        return 0;
      }
      // more than once, because a wake-up that was seen above may still end a real poll
      long end = System.nanoTime() + DEADLOCK_NANOS;
      while (keys == 0 && !woken && !Thread.currentThread().isInterrupted()) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new AssertionError("nothing is scheduled: the loop would wait for ever");
        }
        keys = real.poll(left, ready);
      }
      woken = false;
      return keys;
    }

    @Override
    public int pollNow(Consumer<SelectionKey> ready) throws IOException {
      return real.pollNow(ready);
    }

    @Override
    public void wakeup() {
      woken = true;
      real.wakeup();
    }

    @Override
    public SelectionKey register(SelectableChannel channel, int ops, Registration attachment)
        throws ClosedChannelException {
      return real.register(channel, ops, attachment);
    }

    @Override
    public Set<SelectionKey> keys() {
      return real.keys();
    }

    @Override
    public void rebuild() throws IOException {
      real.rebuild();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
