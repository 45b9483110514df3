package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TaskEndsTest {
  private static final Duration SOON = Duration.ofMillis(20);

  private final TaskEnds ends = new TaskEnds(2);

  @Test
  void theEndOfAllIsWhenEachHasEndedHoweverItEnds() throws Exception {
    Caller<Boolean> waiting = waiting();
    assertThat(ends.run(0, () -> "a")).isEqualTo("a");
    assertThat(waiting.returnsWithin(SOON)).isFalse();
    assertThatThrownBy(
            () ->
                ends.run(
                    1,
                    () -> {
                      throw new InterruptedException("b");
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(waiting.result()).isTrue();
  }

  @Test
  void aTaskThatWasGivenUpBeforeItBeganHasEndedAndNeverBegins() throws Exception {
    ends.giveUp(0);
    ends.giveUp(0);
    ends.giveUp(1);
    assertThat(waiting().result()).isTrue();
    assertThatThrownBy(() -> ends.run(1, () -> "b"))
        .isInstanceOf(CancellationException.class)
        .hasMessage("task 1 was given up before it began");
  }

  @Test
  void aTaskThatHasBegunIsWaitedForThoughItWasGivenUp() throws Exception {
    ends.giveUp(0);
    Caller<Boolean> waiting = waiting();
    ends.run(
        1,
        () -> {
          ends.giveUp(1);
          assertThat(waiting.returnsWithin(SOON)).isFalse();
          return "b";
        });
    assertThat(waiting.result()).isTrue();
  }

  private Caller<Boolean> waiting() {
    return Caller.start(
        () -> {
          ends.await();
          return true;
        });
  }
}
