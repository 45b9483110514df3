package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OpenWindowTest {
  private static final long WINDOW_NANOS = 50_000_000;
  private static final Arrivals ARRIVALS = Arrivals.fixed(2_000, WINDOW_NANOS);

  private final Map<String, LatencyRecorder> latencies = new HashMap<>();
  private final Map<String, RatioRecorder> counts = new HashMap<>();
  private final OpenWindow window = new OpenWindow(new Pacer(false), this::latency, this::count);

  @SuppressWarnings("unused") // so that the allocation is not left out
  private volatile byte[] kept = new byte[0];

  private LatencyRecorder latency(String kind) {
    return latencies.computeIfAbsent(kind, LatencyRecorder::open);
  }

  private RatioRecorder count(String name, String unit) {
    return counts.computeIfAbsent(name, each -> RatioRecorder.open(each, unit));
  }

  private double counted(String name) {
    return counts.get(name).result().orElseThrow().getScore();
  }

  private Histogram histogram(String kind) {
    return latencies.get(kind).histogram();
  }

  @AfterEach
  void close() {
    latencies.values().forEach(LatencyRecorder::close);
    counts.values().forEach(RatioRecorder::close);
    LatencyRecorder.forgetClosed();
    RatioRecorder.forgetClosed();
  }

  @Test
  void everyRequestIsRecordedInEveryKind() {
    assertThat(window.measure(ARRIVALS, OpenWindowTest::atOnce)).isEqualTo(100);
    for (String kind : new String[] {"response", "service", "queue", "sendlag"}) {
      assertThat(histogram(kind).getTotalCount()).as(kind).isEqualTo(100);
    }
    assertThat(histogram("hiccup").getTotalCount()).isPositive();
  }

  @Test
  void whatWasOfferedAndAchievedIsCounted() {
    window.measure(ARRIVALS, OpenWindowTest::atOnce);
    assertThat(counted("offered")).isEqualTo(2_000);
    assertThat(counted("achieved")).isEqualTo(2_000);
    assertThat(counted("lost")).isZero();
    assertThat(counted("unfinished")).isZero();
    assertThat(counted("arrivals")).isEqualTo((double) (ARRIVALS.fingerprint() & 0xFFFFFFFFL));
  }

  @Test
  void aCollectionWithinAWindowIsInTheTimeAtSafepoints() {
    window.measure(
        ARRIVALS,
        (times, request) -> {
          if (request < 3) {
            System.gc();
          }
          atOnce(times, request);
        });
    assertThat(Safepoints.totalMillis()).isNotEmpty();
    assertThat(counted("safepoint.ms")).isPositive();
  }

  @Test
  void whatRequestsAllocateIsCountedAndNotWhatTheWindowItselfDoes() {
    window.measure(
        ARRIVALS,
        (times, request) -> {
          kept = new byte[10_000];
          atOnce(times, request);
        });
    long bytes = WindowCost.last().allocatedBytes().orElseThrow();
    assertThat(bytes / 100).isBetween(10_000L, 12_000L);
  }

  @Test
  void lostRequestsAreCountedAndHaveNoResponse() {
    window.measure(
        ARRIVALS,
        (times, request) -> {
          if (request < 30) {
            times.failed(request, new RejectedExecutionException("full"));
          } else {
            atOnce(times, request);
          }
        });
    assertThat(counted("lost")).isEqualTo(30);
    assertThat(counted("achieved")).isEqualTo(70 / 0.05);
    assertThat(histogram("response").getTotalCount()).isEqualTo(70);
  }

  @Test
  void aFailedRequestIsNoMeasurement() {
    IllegalStateException failure = new IllegalStateException("leaf 3 failed");
    assertThatThrownBy(
            () -> window.measure(ARRIVALS, (times, request) -> times.failed(request, failure)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a request failed: java.lang.IllegalStateException: leaf 3 failed")
        .hasCause(failure);
    assertThat(histogram("response").getTotalCount()).isZero();
  }

  @Test
  void aClosedLoopHasEachCallerAskAgainWhenItIsAnswered() {
    ClosedWindow closed = new ClosedWindow(new Pacer(false), this::latency, this::count);
    int ended = closed.measure(4, WINDOW_NANOS, OpenWindowTest::atOnce);
    assertThat(ended).isGreaterThan(4);
    assertThat(histogram("service").getTotalCount()).isEqualTo(ended + 4L); // those under way
    assertThat(counted("achieved")).isPositive();
  }

  @Test
  void aFailedRequestOfAClosedLoopIsNoMeasurement() {
    ClosedWindow closed = new ClosedWindow(new Pacer(false), this::latency, this::count);
    IllegalStateException failure = new IllegalStateException("leaf 3 failed");
    assertThatThrownBy(
            () ->
                closed.measure(4, WINDOW_NANOS, (times, request) -> times.failed(request, failure)))
        .hasMessage("a request failed: java.lang.IllegalStateException: leaf 3 failed");
  }

  private static void atOnce(RequestTimes times, int request) {
    times.started(request);
    times.ended(request);
  }
}
