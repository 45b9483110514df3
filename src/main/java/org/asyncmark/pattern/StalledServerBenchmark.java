package org.asyncmark.pattern;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Value;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.measure.Arrivals;
import org.asyncmark.measure.ClosedWindow;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.OpenWindow;
import org.asyncmark.measure.Pacer;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The two loops held against a server that stops for a while, which is wrk2's published case: 30 s
 * of 2 000 requests a second over 100 connections, in the middle of which the server answers
 * nothing for 1.4 s.
 *
 * <p>Measured: median and 99th percentile of {@code response} in an open loop, of {@code service}
 * in a closed one of 100 callers, and what arithmetic says of the open one. Milliseconds.
 *
 * <p>The arithmetic: a request that comes t into a stall of S waits for the rest of it, and then
 * for those before it, which the server does in t r, where r is the rate over what the server can
 * do: S - t (1 - r). That reaches 0 at S / (1 - r), so that of a window of W the longest hundredth
 * begins at S - W (1 - r) / 100.
 *
 * <p>Parity: each request is checked, as in {@link OpenLoop}.
 *
 * <p>Run it: {@code ./run-benchmarks.sh jmh StalledServerBenchmark}
 *
 * @see <a href="https://github.com/giltene/wrk2">wrk2</a>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class StalledServerBenchmark {
  private static final int CALLERS = 100;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;

  /** The concurrency model of the client. */
  @Param({"PLATFORM", "VIRTUAL", "FUTURE", "LOOP"})
  Model model;

  /** Requests a second of the open loop. */
  @Param("2000")
  int perSecond;

  /** For how long the server answers nothing, in milliseconds. */
  @Param("1400")
  int stallMillis;

  /** Length of each of the two windows, in seconds. */
  @Param("30")
  int seconds;

  private final ScheduledExecutorService inTheMiddle = Executors.newSingleThreadScheduledExecutor();
  private final Pacer pacer = new Pacer(Runtime.getRuntime().availableProcessors() > 1);
  private BackendLease server;
  private PatternBenchmark gather;
  private Requests requests;

  /** What came out, in milliseconds. */
  @AuxCounters(AuxCounters.Type.EVENTS)
  @State(Scope.Thread)
  public static class Latencies {
    /** Median of the open loop. */
    public double openP50;

    /** 99th percentile of the open loop. */
    public double openP99;

    /** 99th percentile of the open loop as arithmetic has it. */
    public double openP99ByArithmetic;

    /** Median of the closed loop. */
    public double closedP50;

    /** 99th percentile of the closed loop. */
    public double closedP99;
  }

  /** Opens everything and warms up; JMH calls it. */
  @Setup
  public void open() throws Exception {
    server = BackendLease.take();
    System.setProperty(BackendLease.PORT_PROPERTY, Integer.toString(server.server().port()));
    gather =
        Patterns.of("gather")
            .made(
                model,
                Map.of(
                    "leaf", Value.of("http"),
                    "fanOut", Value.of(1),
                    "delayMicros", Value.of(0),
                    "connections", Value.of(CALLERS)));
    requests = gather.openRequests();
    ClosedWindow warm = new ClosedWindow(pacer, LatencyRecorder::open, RatioRecorder::open);
    WarmUp.untilSteady(() -> warm.measure(CALLERS, 1, requests::start));
  }

  /** Both windows, one after the other. */
  @Benchmark
  public int windows(Latencies told) throws Exception {
    long nanos = TimeUnit.SECONDS.toNanos(seconds);
    Map<String, LatencyRecorder> closed = new HashMap<>();
    Future<?> stalled = stallAtHalf();
    int ended =
        new ClosedWindow(pacer, kind -> recorder(closed, kind), RatioRecorder::open)
            .measure(CALLERS, nanos, requests::start);
    stalled.get();

    Map<String, LatencyRecorder> open = new HashMap<>();
    OpenWindow window = new OpenWindow(pacer, kind -> recorder(open, kind), RatioRecorder::open);
    stalled = stallAtHalf();
    window.measure(Arrivals.fixed(perSecond, nanos), requests::start);
    stalled.get();

    double stall = stallMillis / MILLIS_PER_SECOND;
    double busy = perSecond * (seconds - stall) / ended;
    told.openP99ByArithmetic = MILLIS_PER_SECOND * Math.max(0, stall - seconds * (1 - busy) / 100);
    Histogram response = recorder(open, "response").histogram();
    told.openP50 = response.getValueAtPercentile(50) / NANOS_PER_MILLI;
    told.openP99 = response.getValueAtPercentile(99) / NANOS_PER_MILLI;
    Histogram service = recorder(closed, "service").histogram();
    told.closedP50 = service.getValueAtPercentile(50) / NANOS_PER_MILLI;
    told.closedP99 = service.getValueAtPercentile(99) / NANOS_PER_MILLI;
    return ended;
  }

  private static LatencyRecorder recorder(Map<String, LatencyRecorder> recorders, String kind) {
    return recorders.computeIfAbsent(kind, LatencyRecorder::open);
  }

  private Future<?> stallAtHalf() {
    return inTheMiddle.schedule(
        this::stall, TimeUnit.SECONDS.toMillis(seconds) / 2, TimeUnit.MILLISECONDS);
  }

  private Void stall() throws IOException {
    URI where = URI.create(server.server().url() + "/stall?millis=" + stallMillis);
    HttpURLConnection asked = (HttpURLConnection) where.toURL().openConnection();
    asked.setRequestMethod("POST");
    if (asked.getResponseCode() != HttpURLConnection.HTTP_NO_CONTENT) {
      throw new IOException(where + " was answered by " + asked.getResponseCode());
    }
    return null;
  }

  /** Ends everything; JMH calls it. */
  @TearDown
  public void close() {
    inTheMiddle.shutdownNow();
    gather.closeRequests();
    System.clearProperty(BackendLease.PORT_PROPERTY);
    server.close();
  }
}
