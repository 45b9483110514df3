package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PacerTest {
  private static final long MILLI = 1_000_000;
  private static final long WINDOW = 100 * MILLI;

  private final VirtualClock clock = new VirtualClock();
  private final Pacer pacer = new Pacer(false, clock::park);

  private RequestTimes tenRequests() {
    RequestTimes times =
        new RequestTimes(Arrivals.fixed(100, WINDOW), clock::nanoTime, request -> {});
    times.begin(clock.nanoTime());
    return times;
  }

  @Test
  void eachRequestIsHandedOverWhenItIsIntended() {
    RequestTimes times = tenRequests();
    List<Long> handedOver = new ArrayList<>();
    pacer.pace(times, request -> handedOver.add((times.now() - 1) / MILLI));
    assertThat(handedOver).containsExactly(0L, 10L, 20L, 30L, 40L, 50L, 60L, 70L, 80L, 90L);
  }

  @Test
  void itReturnsWhenTheWindowEnds() {
    RequestTimes times = tenRequests();
    pacer.pace(times, request -> {});
    assertThat(times.now() - 1).isEqualTo(WINDOW);
  }

  @Test
  void aStallIsChargedToTheRequestsThatCameMeanwhile() {
    RequestTimes times = tenRequests();
    pacer.pace(
        times,
        request -> {
          if (request == 2) {
            clock.park(35 * MILLI); // from 20 on, so that 30, 40 and 50 are late
          }
        });
    assertThat(times.sendLagNanos(2)).isZero();
    assertThat(times.sendLagNanos(3)).isEqualTo(25 * MILLI);
    assertThat(times.sendLagNanos(4)).isEqualTo(15 * MILLI);
    assertThat(times.sendLagNanos(5)).isEqualTo(5 * MILLI);
    assertThat(times.sendLagNanos(6)).isZero();
  }

  @Test
  void aRequestThatHasNotEndedIsAsOldAsTheDeadlineSays() {
    RequestTimes times = tenRequests();
    pacer.pace(times, times::started);
    for (int request = 0; request < 9; request++) {
      times.ended(request);
    }
    long until = times.now() + 50 * MILLI;
    assertThat(pacer.awaitAll(times, until)).isEqualTo(1);
    assertThat(times.responseNanos(9, until)).isEqualTo(60 * MILLI);
  }

  @Test
  void aRejectedRequestIsLostAndNobodyWaitsForIt() {
    RequestTimes times = tenRequests();
    pacer.pace(times, request -> times.failed(request, new RejectedExecutionException("full")));
    assertThat(pacer.awaitAll(times, Long.MAX_VALUE)).isZero();
    assertThat(times.isLost(3)).isTrue();
    assertThat(times.failure()).isNull();
  }

  @Test
  void aRequestThatFailsOtherwiseIsAFailureOfAll() {
    RequestTimes times = tenRequests();
    IllegalStateException first = new IllegalStateException("no");
    pacer.pace(
        times,
        request -> times.failed(request, request == 0 ? first : new IllegalStateException("too")));
    assertThat(times.failure()).isSameAs(first);
  }

  @Test
  void theTimesOfARequestAddUp() {
    RequestTimes times = tenRequests();
    pacer.pace(
        times,
        request -> {
          if (request == 4) {
            clock.park(MILLI);
            times.started(4);
            clock.park(2 * MILLI);
            times.ended(4);
          }
        });
    assertThat(times.queueNanos(4)).isEqualTo(MILLI);
    assertThat(times.serviceNanos(4)).isEqualTo(2 * MILLI);
    assertThat(times.responseNanos(4, 0)).isEqualTo(3 * MILLI);
  }
}
