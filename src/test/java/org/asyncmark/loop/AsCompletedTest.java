package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AsCompletedTest {
  private final Stage stage = new Stage();
  private final List<String> values = new ArrayList<>();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void theFirstDoneComesFirst() throws Exception {
    stage.run(collect(Async.asCompleted(stage.loop(), List.of(sleep(20), sleep(150), sleep(10)))));
    assertThat(values).containsExactly("10", "20", "150");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void futuresComeBackAsTheyAre() throws Exception {
    Task<String> task = stage.start(sleep(1));
    AsCompleted<String> completed = Async.asCompleted(stage.loop(), List.of(task, sleep(2)));
    assertThat(stage.run(completed.next())).isSameAs(task);
    assertThat(stage.run(completed.next())).isNotSameAs(task);
    assertThat(completed.hasNext()).isFalse();
  }

  @Test
  void afterTheTimeNextFails() throws Exception {
    AsCompleted<String> completed =
        Async.asCompleted(stage.loop(), List.of(sleep(100), sleep(150)), Duration.ofMillis(120));
    assertThat(runNext(completed.nextResult())).isEqualTo("100");
    assertThatThrownBy(() -> stage.run(completed.next()))
        .cause()
        .isInstanceOf(TimeoutException.class)
        .hasMessage("not done within 0.12 s");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(120));
    assertThat(completed.hasNext()).isFalse();
  }

  @Test
  void atTheTimeEveryOneThatIsLeftFails() {
    AsCompleted<String> completed =
        Async.asCompleted(stage.loop(), List.of(sleep(100), sleep(150)), Duration.ofMillis(50));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> stage.run(completed.next()))
          .cause()
          .isInstanceOf(TimeoutException.class);
    }
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aTimerThatIsNotNeededIsCancelled() throws Exception {
    stage.run(collect(Async.asCompleted(stage.loop(), List.of(sleep(10)), Duration.ofSeconds(60))));
    stage.pass(Duration.ofMillis(1));
    assertThat(stage.waits()).containsExactly(Duration.ofMillis(10), Duration.ofMillis(1));
    assertThat(values).containsExactly("10");
  }

  @Test
  void collectingMayBeTakenUpAgain() throws Exception {
    AsCompleted<String> completed =
        Async.asCompleted(stage.loop(), List.of(sleep(1), sleep(2), sleep(3)));
    values.add(stage.run(completed.nextResult()));
    stage.run(collect(completed));
    assertThat(values).containsExactly("1", "2", "3");
  }

  @Test
  void whoWaitsFirstGetsTheFirst() throws Exception {
    AsCompleted<String> completed = Async.asCompleted(stage.loop(), List.of(sleep(50), sleep(100)));
    Awaitable<String> one = completed.nextResult();
    Awaitable<String> two = completed.nextResult();
    assertThat(runNext(two)).isEqualTo("50");
    assertThat(runNext(one)).isEqualTo("100");
  }

  @Test
  void severalMayWaitAtATime() throws Exception {
    AsCompleted<String> completed = Async.asCompleted(stage.loop(), List.of(sleep(50), sleep(50)));
    List<Awaitable<String>> both = List.of(completed.nextResult(), completed.nextResult());
    assertThat(stage.run(Async.gather(stage.loop(), both))).containsExactly("50", "50");
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aFutureThatOccursTwiceComesOnce() throws Exception {
    Task<String> twice = stage.start(sleep(1));
    stage.run(collect(Async.asCompleted(stage.loop(), List.of(twice, twice, sleep(2)))));
    assertThat(values).containsExactly("1", "2");
  }

  @Test
  void aFailureIsInTheFutureThatComes() throws Exception {
    Awaitable<String> failing =
        Async.sleep(Duration.ofMillis(1))
            .map(
                slept -> {
                  throw new IllegalArgumentException("expected");
                });
    AsCompleted<String> completed = Async.asCompleted(stage.loop(), List.of(failing));
    assertThat(stage.run(completed.next()).failure()).hasMessage("expected");
  }

  @Test
  void moreThanThereAreIsAMistake() {
    AsCompleted<String> none = Async.asCompleted(stage.loop(), List.of(), Duration.ofSeconds(1));
    assertThat(none.hasNext()).isFalse();
    assertThatThrownBy(none::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("every future was returned before; ask hasNext() first");
  }

  private Awaitable<Void> collect(AsCompleted<String> completed) {
    return completed.hasNext()
        ? completed
            .nextResult()
            .then(
                value -> {
                  values.add(value);
                  return collect(completed);
                })
        : Awaitable.done();
  }

  private String runNext(Awaitable<String> next) throws Exception {
    return stage.run(next);
  }

  private static Awaitable<String> sleep(int millis) {
    return Async.sleep(Duration.ofMillis(millis)).map(slept -> Integer.toString(millis));
  }
}
