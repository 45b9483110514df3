package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class VirtualTimeLoopTest {
  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void timeJumpsFromTimerToTimer() {
    List<Duration> seen = new ArrayList<>();
    loop.callLater(Duration.ofHours(2), loop::stop);
    loop.callLater(Duration.ofSeconds(1), () -> seen.add(time.elapsed()));
    loop.callLater(Duration.ofMillis(1), () -> seen.add(time.elapsed()));
    time.runForever();
    assertThat(seen).containsExactly(Duration.ofMillis(1), Duration.ofSeconds(1));
    assertThat(time.waits())
        .containsExactly(
            Duration.ofMillis(1), Duration.ofMillis(999), Duration.ofHours(2).minusSeconds(1));
  }

  @Test
  void aFutureThatATimerCompletesEndsTheRun() throws Exception {
    LoopFuture<String> future = new LoopFuture<>(loop);
    loop.callLater(Duration.ofDays(1), () -> future.complete("tomorrow"));
    assertThat(time.runUntilComplete(future)).isEqualTo("tomorrow");
    assertThat(time.elapsed()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void workOfAnotherThreadIsWaitedFor() throws Exception {
    LoopFuture<String> future = new LoopFuture<>(loop);
    Thread other =
        new Thread(() -> loop.callSoonThreadsafe(() -> future.complete("from elsewhere")));
    loop.callSoon(other::start);
    assertThat(time.runUntilComplete(future)).isEqualTo("from elsewhere");
    assertThat(time.waits()).isEmpty();
    other.join();
  }

  @Test
  void runForEndsExactlyThen() {
    time.runFor(Duration.ofSeconds(3));
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(3));
  }
}
