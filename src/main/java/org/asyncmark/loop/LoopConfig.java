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
 * @param unsentLimitBytes more unsent bytes than this over all connections of the loop end the
 *     connection whose write would make them so: the bound on the memory that writers who do not
 *     pause can take together; 0 or more. A connection with unsent bytes holds 32 KiB at least
 */
public record LoopConfig(
    String name,
    Consumer<Throwable> exceptionHandler,
    boolean debug,
    Duration slowCallback,
    Consumer<String> log,
    Clock clock,
    Poller.Factory poller,
    long unsentLimitBytes) {
  /** Sixteen connections at the limit that TcpOptions sets for each. */
  private static final long UNSENT_LIMIT_BYTES = 256L << 20;

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
    if (unsentLimitBytes < 0) {
      throw new IllegalArgumentException(
          "unsentLimitBytes must be 0 or more, got " + unsentLimitBytes);
    }
  }

  /**
   * Returns the ordinary configuration: failures of callbacks go to the thread's uncaught exception
   * handler, no debug mode, slow is 100 ms, the machine's clock and selector, 256 MiB unsent.
   */
  public static LoopConfig named(String name) {
    return new LoopConfig(
        name,
        LoopConfig::uncaught,
        false,
        SLOW_CALLBACK,
        LoopConfig::toJvmLog,
        Clock.SYSTEM,
        SelectorPoller::open,
        UNSENT_LIMIT_BYTES);
  }

  /** Returns a copy with another exception handler. */
  public LoopConfig exceptionHandler(Consumer<Throwable> other) {
    return new LoopConfig(name, other, debug, slowCallback, log, clock, poller, unsentLimitBytes);
  }

  /** Returns a copy with debug mode on or off. */
  public LoopConfig debug(boolean other) {
    return new LoopConfig(
        name, exceptionHandler, other, slowCallback, log, clock, poller, unsentLimitBytes);
  }

  /** Returns a copy with another threshold for the log of slow callbacks. */
  public LoopConfig slowCallback(Duration other) {
    return new LoopConfig(
        name, exceptionHandler, debug, other, log, clock, poller, unsentLimitBytes);
  }

  /** Returns a copy with another log. */
  public LoopConfig log(Consumer<String> other) {
    return new LoopConfig(
        name, exceptionHandler, debug, slowCallback, other, clock, poller, unsentLimitBytes);
  }

  /** Returns a copy with another clock. */
  public LoopConfig clock(Clock other) {
    return new LoopConfig(
        name, exceptionHandler, debug, slowCallback, log, other, poller, unsentLimitBytes);
  }

  /** Returns a copy with another poller. */
  public LoopConfig poller(Poller.Factory other) {
    return new LoopConfig(
        name, exceptionHandler, debug, slowCallback, log, clock, other, unsentLimitBytes);
  }

  /** Returns a copy with another bound on the unsent bytes of all connections. */
  public LoopConfig unsentLimitBytes(long other) {
    return new LoopConfig(name, exceptionHandler, debug, slowCallback, log, clock, poller, other);
  }

  /** Hands a failure to the exception handler; what that throws goes to the log. Never throws. */
  void report(Throwable failure) {
    try {
      exceptionHandler.accept(failure);
    } catch (Throwable e) {
      warn(
          "the exception handler of "
              + name
              + " failed with "
              + SafeText.of(e)
              + " on "
              + SafeText.of(failure));
    }
  }

  /** Logs a line, by the JVM's own log if this one throws. Never throws. */
  void warn(String line) {
    try {
      log.accept(line);
    } catch (Throwable e) {
      warnAnyhow("the log of " + name + " failed with " + SafeText.of(e) + " on: " + line);
    }
  }

  private static void warnAnyhow(String line) {
    try {
      toJvmLog(line);
    } catch (Throwable e) {
      // Handler, log and the JVM's log all throw: nobody is left to be told, and the loop lives on.
    }
  }

  private static void uncaught(Throwable failure) {
    Thread current = Thread.currentThread();
    current.getUncaughtExceptionHandler().uncaughtException(current, failure);
  }

  private static void toJvmLog(String line) {
    System.getLogger("org.asyncmark.loop").log(System.Logger.Level.WARNING, line);
  }
}
