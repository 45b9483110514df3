package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleServerTest {
  private static final long SERVICE_NANOS = 1_000_000;
  private static final double FIVE_PERCENT = 5;

  /** Two million requests, in no time: nothing of it depends on the machine. */
  @ParameterizedTest
  @CsvSource({"0.5, false", "0.8, false", "0.9, false", "0.5, true", "0.8, true", "0.9, true"})
  void ourArrivalsWaitAsLongAsTheorySays(double load, boolean exponential) {
    SingleServer server = new SingleServer(SERVICE_NANOS, load, exponential);
    long windowNanos = Math.round(2_000_000 / server.perSecond() * 1e9);
    Arrivals arrivals = Arrivals.poisson(server.perSecond(), windowNanos, 1);
    Histogram waits = LatencyRecorder.newHistogram();
    for (long wait : SingleServer.waits(arrivals, server.services(arrivals.count(), 2))) {
      waits.recordValue(wait);
    }
    Percentage close = Percentage.withPercentage(FIVE_PERCENT);
    assertThat(waits.getMean()).isCloseTo(server.meanWaitNanos(), close);
    assertThat((double) waits.getValueAtPercentile(99)).isCloseTo(server.p99WaitNanos(), close);
  }

  /** M/M/1 at half load: a mean wait of one service, and ln 50 / 0.5 services for 99 %. */
  @Test
  void theWaitsOfExponentialServicesAreThoseOfTheTextbook() {
    SingleServer server = new SingleServer(SERVICE_NANOS, 0.5, true);
    assertThat(server.meanWaitNanos()).isEqualTo(SERVICE_NANOS);
    assertThat(server.p99WaitNanos()).isEqualTo(7.824 * SERVICE_NANOS, within(1_000.0));
  }

  /** Half the wait of exponential ones, by Pollaczek and Khinchine. */
  @Test
  void theMeanWaitOfEqualServicesIsHalfOfThat() {
    assertThat(new SingleServer(SERVICE_NANOS, 0.8, false).meanWaitNanos())
        .isEqualTo(2.0 * SERVICE_NANOS, within(1.0));
  }

  @Test
  void aRequestWaitsForWhatIsLeftOfThoseBeforeIt() {
    Arrivals arrivals = Arrivals.fixed(1_000, 4 * SERVICE_NANOS);
    long[] services = {3 * SERVICE_NANOS, SERVICE_NANOS / 2, 0, 0};
    assertThat(Arrays.stream(SingleServer.waits(arrivals, services)).boxed())
        .containsExactly(0L, 2 * SERVICE_NANOS, 3 * SERVICE_NANOS / 2, SERVICE_NANOS / 2);
  }
}
