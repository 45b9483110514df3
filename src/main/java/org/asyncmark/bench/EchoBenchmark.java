package org.asyncmark.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.concurrent.TimeUnit;
import org.asyncmark.backend.ListeningProcess;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Echo of short messages over loopback: our loop, Netty over the JDK's selector with and without
 * {@code Unsafe}, Netty's own epoll, and a bare epoll loop in C.
 *
 * <p>Measured: round trips per second, all connections together, each with one message in flight.
 * The server has a process and one thread of its own; the client is this fork, one thread, the same
 * for all servers. {@link EchoCpu} tells which of the two was the bottleneck.
 *
 * <p>Not measured: connecting; starting the server and, with the warm-up, its compiling.
 *
 * <p>Parity: every byte of every answer is compared, no connection may be starved; each server
 * reads into one buffer that holds a message many times over, with one read of a ready connection,
 * and has Nagle's algorithm off. The servers in Java hold back peers that do not read, as a real
 * server must; the one in C, which is the limit, does not. Its line is missing, with the reason in
 * the log, where there is no gcc, that of Netty's epoll where there is no Linux on x86_64, and that
 * of Netty with {@code Unsafe} before JDK 25, where Netty uses it anyway.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh EchoBenchmark -p connections=50}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EchoBenchmark {
  /** Round trips of one op, so that the score counts round trips and not ops. */
  static final int ROUND_TRIPS = 1000;

  private static final int STARVED = 10;

  @Param EchoServerKind server;

  /** Connections, each with one message in flight. */
  @Param({"1", "50", "1000"})
  int connections;

  @Param("128")
  int messageBytes;

  private ListeningProcess process;
  private EchoClient client;

  @Setup
  public void open() throws IOException, InterruptedException {
    process = EchoProcess.start(server);
    client = EchoClient.connect(EchoServer.loopback(process.port()), connections, messageBytes);
  }

  /** Ends both, after a look at what each connection got. */
  @TearDown
  public void close() throws IOException {
    if (client != null) {
      try (ListeningProcess ending = process;
          EchoClient closing = client) {
        requireFairness(closing.roundTrips());
      }
    } else if (process != null) {
      process.close();
    }
  }

  private void requireFairness(LongSummaryStatistics roundTrips) {
    if (roundTrips.getMax() > STARVED * (roundTrips.getMin() + STARVED)) {
      throw new IllegalStateException(
          "echo, server "
              + server.id()
              + ": one connection made "
              + roundTrips.getMax()
              + " round trips, another "
              + roundTrips.getMin());
    }
  }

  /**
   * Returns the CPU time of the server's process so far, in nanoseconds and steps of the machine's
   * tick, mostly 10 ms; 0 if the machine does not tell.
   */
  long serverCpuNanos() {
    return ProcessHandle.of(process.pid())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  /** {@link #ROUND_TRIPS} answers, on whichever connections they come. */
  @Benchmark
  @OperationsPerInvocation(ROUND_TRIPS)
  public void roundTrips(EchoCpu cpu) throws IOException {
    client.roundTrips(ROUND_TRIPS);
    cpu.count(ROUND_TRIPS);
  }
}
