package org.asyncmark.loop;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a loop is set up. Made from {@link #named} and changed by the methods of the same names as
 * the components, each of which returns a copy.
 *
 * @param name name of the loop in messages, and of its thread if it has one of its own
 * @param exceptionHandler told on the loop's thread what a callback threw; what it throws itself
 *     goes to {@code log}, and the loop goes on
 * @param debug measures every callback, and names those that are slow with the place where they
 *     were added
 * @param slowCallback in debug mode, callbacks that take at least this long are logged
 * @param log takes one line of text, without a line end
 * @param clock the loop's time
 * @param poller where the loop waits
 */
public record LoopConfig(
    String name,
    Consumer<Throwable> exceptionHandler,
    boolean debug,
    Duration slowCallback,
    Consumer<String> log,
    Clock clock,
    Poller.Factory poller) {
  private static final Duration SLOW_CALLBACK = Duration.ofMillis(100);

  /** Checks the components. */
  public LoopConfig {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(exceptionHandler, "exceptionHandler");
    Objects.requireNonNull(slowCallback, "slowCallback");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(poller, "poller");
    if (slowCallback.isNegative()) {
      throw new IllegalArgumentException(
          "slowCallback must be 0 or more, got " + slowCallback + "; use debug(false) for no log");
    }
  }

  /**
   * Returns the ordinary configuration: failures of callbacks go to the thread's uncaught exception
   * handler, no debug mode, slow is 100 ms, the machine's clock and selector.
   */
  public static LoopConfig named(String name) {
    return new LoopConfig(
        name,
        LoopConfig::uncaught,
        false,
        SLOW_CALLBACK,
        LoopConfig::warn,
        Clock.SYSTEM,
        SelectorPoller::open);
  }

  /** Returns a copy with another exception handler. */
  public LoopConfig exceptionHandler(Consumer<Throwable> other) {
    return new LoopConfig(name, other, debug, slowCallback, log, clock, poller);
  }

  /** Returns a copy with debug mode on or off. */
  public LoopConfig debug(boolean other) {
    return new LoopConfig(name, exceptionHandler, other, slowCallback, log, clock, poller);
  }

  /** Returns a copy with another threshold for the log of slow callbacks. */
  public LoopConfig slowCallback(Duration other) {
    return new LoopConfig(name, exceptionHandler, debug, other, log, clock, poller);
  }

  /** Returns a copy with another log. */
  public LoopConfig log(Consumer<String> other) {
    return new LoopConfig(name, exceptionHandler, debug, slowCallback, other, clock, poller);
  }

  /** Returns a copy with another clock. */
  public LoopConfig clock(Clock other) {
    return new LoopConfig(name, exceptionHandler, debug, slowCallback, log, other, poller);
  }

  /** Returns a copy with another poller. */
  public LoopConfig poller(Poller.Factory other) {
    return new LoopConfig(name, exceptionHandler, debug, slowCallback, log, clock, other);
  }

  /** Hands a failure to the exception handler, whose own failure must not reach the loop. */
  void report(Throwable failure) {
    try {
      exceptionHandler.accept(failure);
    } catch (Throwable e) {
      log.accept("the exception handler of " + name + " failed with " + e + " on " + failure);
    }
  }

  private static void uncaught(Throwable failure) {
    Thread current = Thread.currentThread();
    current.getUncaughtExceptionHandler().uncaughtException(current, failure);
  }

  private static void warn(String line) {
    System.getLogger("org.asyncmark.loop").log(System.Logger.Level.WARNING, line);
  }
}
