package org.asyncmark.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many CPUs the two sides kept busy in an iteration. JMH divides the counters by the time and
 * calls that {@code ops/s}: read 1.00 as one busy CPU. The side that is at 1 is the bottleneck, and
 * if that is the client, the score is the client's, and the server's CPU time per round trip is
 * what distinguishes the servers.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class EchoCpu {
  /** CPU time of the server's process, in seconds: its compiler and collector are in it. */
  public double serverCpus;

  /** CPU time of the client's thread, in seconds. */
  public double clientCpus;

  private long roundTrips;
  private long serverNanos;
  private long clientNanos;

  @Setup(Level.Iteration)
  public void start(EchoBenchmark benchmark) {
    roundTrips = 0;
    serverNanos = benchmark.serverCpuNanos();
    clientNanos = clientNanos();
  }

  void count(int more) {
    roundTrips += more;
  }

  /** Reads the clocks again, and prints what a round trip took from either side. */
  @TearDown(Level.Iteration)
  public void stop(EchoBenchmark benchmark) {
    serverCpus = (benchmark.serverCpuNanos() - serverNanos) / 1e9;
    clientCpus = (clientNanos() - clientNanos) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "CPU per round trip: server %.2f us, client %.2f us; ",
        serverCpus * 1e6 / roundTrips,
        clientCpus * 1e6 / roundTrips);
  }

  private static long clientNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
