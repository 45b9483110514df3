package org.asyncmark.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CoreWatchTest {
  private final AtomicLong nowNanos = new AtomicLong();
  private double ratio = 2;
  private long neighbourGoneNanos = Long.MAX_VALUE;

  private final CoreWatch watch =
      new CoreWatch(
          () -> nowNanos.get() < neighbourGoneNanos ? ratio : 2,
          nowNanos::get,
          millis -> nowNanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis)));

  private void warmUp() {
    for (int i = 0; i <= CoreWatch.FIRST_LOOKS; i++) {
      watch.crowding();
    }
  }

  @Test
  void aCoreOfOnesOwnIsNotWaitedFor() {
    warmUp();

    assertThat(watch.waitUntilAlone(3_000)).isZero();
  }

  @Test
  void aSharedCoreIsWaitedForUntilTheNeighbourIsGone() {
    warmUp();
    ratio = 3;
    neighbourGoneNanos = TimeUnit.MILLISECONDS.toNanos(250);

    assertThat(watch.waitUntilAlone(3_000)).isEqualTo(250 + 90);
  }

  @Test
  void aNeighbourThatStaysIsWaitedForUntilTheCap() {
    warmUp();
    ratio = 3;

    assertThat(watch.waitUntilAlone(3_000)).isEqualTo(3_000);
  }

  @Test
  void withoutTimeLeftNothingIsWaitedFor() {
    warmUp();
    ratio = 3;

    assertThat(watch.waitUntilAlone(0)).isZero();
  }

  @Test
  void aSlightDifferenceIsNoNeighbour() {
    warmUp();
    ratio = 2.3;

    assertThat(watch.waitUntilAlone(3_000)).isZero();
  }

  @Test
  void crowdingIsToldAgainstTheLeastThatWasSeen() {
    warmUp();
    ratio = 1.5;
    watch.crowding();
    ratio = 3;

    assertThat(watch.crowding()).isEqualTo(2);
  }

  @Test
  void looksBeforeTheProbeIsCompiledAreNotBelieved() {
    ratio = 0.1;
    for (int i = 0; i < CoreWatch.FIRST_LOOKS; i++) {
      watch.crowding();
    }
    ratio = 2;

    assertThat(watch.crowding()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    CoreWatch interrupted =
        new CoreWatch(
            () -> ratio,
            nowNanos::get,
            millis -> {
              throw new InterruptedException();
            });
    for (int i = 0; i <= CoreWatch.FIRST_LOOKS; i++) {
      interrupted.crowding();
    }
    ratio = 3;

    interrupted.waitUntilAlone(3_000);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theProbeTakesLongerForEightRowsThanForOne() {
    CoreProbe probe = new CoreProbe(List.of());
    for (int i = 0; i < 200; i++) {
      probe.ratio();
    }

    assertThat(probe.ratio()).isGreaterThan(1);
  }
}
