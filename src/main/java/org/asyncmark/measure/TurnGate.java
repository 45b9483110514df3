package org.asyncmark.measure;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * The JMH profiler at which a fork waits for its turn: before each measured iteration, after the
 * last one, and before a last one of the warm-up. Between two turns no op is under way. To be the
 * first of a fork's profilers, so that no other one counts the wait or the ops with which a turn
 * begins.
 *
 * <p>The fork is the client of a line of its own to the driver. It sends {@link #AT_GATE} when it
 * stands at the gate, the first time behind its process id as a long, and goes on with {@link #GO}.
 * The end of the line is the end of the driver, and of the fork.
 */
public final class TurnGate implements InternalProfiler {
  /** What a fork says. */
  public static final int AT_GATE = 'g';

  /** What the driver says. */
  public static final int GO = 'y';

  /**
   * How long ops are run at the start of a turn before they count: a process that stood still finds
   * the caches with the data of others. method.md has what ops cost in the first milliseconds.
   */
  public static final long RUN_UP_MILLIS = 50;

  /** Not the loopback address of a JVM, which flags may make that of another protocol. */
  public static final String HOST = "127.0.0.1";

  private static final int EXIT_CODE = 1;

  private final int port;
  private @Nullable Socket line;
  private int warmUps;
  private int turns;

  /**
   * Creates the profiler; JMH does that in the fork and in the driver.
   *
   * @param port of the driver, on the loopback interface
   */
  public TurnGate(String port) {
    this.port = Integer.parseInt(port);
  }

  @Override
  public String getDescription() {
    return "waits for the fork's turn";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    boolean practice =
        iteration.getType() == IterationType.WARMUP
            && ++warmUps == iteration.getCount()
            && practises(warmUps);
    if (practice || iteration.getType() == IterationType.MEASUREMENT) {
      pass();
      WarmUp.again(RUN_UP_MILLIS);
    }
    Lull.untilIdle();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (iteration.getType() == IterationType.MEASUREMENT && ++turns == iteration.getCount()) {
      pass();
    }
    return List.of();
  }

  /**
   * Tells whether the last iteration of a warm-up is a turn for practice: a fork that has stood
   * still until all others were warm is slow in its first turn. With one iteration there is none,
   * since the benchmark is set up in it.
   */
  public static boolean practises(int warmUpIterations) {
    return warmUpIterations > 1;
  }

  private void pass() {
    try {
      if (line == null) {
        line = new Socket(HOST, port);
        line.setTcpNoDelay(true);
        new DataOutputStream(line.getOutputStream()).writeLong(ProcessHandle.current().pid());
      }
      line.getOutputStream().write(AT_GATE);
      if (line.getInputStream().read() != GO) {
        Runtime.getRuntime().halt(EXIT_CODE); // the driver is gone: nobody wants a result
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the driver cannot be reached", e);
    }
  }
}
