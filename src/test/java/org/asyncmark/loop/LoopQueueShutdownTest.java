package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class LoopQueueShutdownTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  static Stream<LoopQueue<String>> queues() {
    return Stream.of(
        LoopQueue.fifo(1), LoopQueue.lifo(1), LoopQueue.priority(1, Comparator.naturalOrder()));
  }

  static Stream<LoopQueue<String>> unlimitedQueues() {
    return Stream.of(
        LoopQueue.fifo(), LoopQueue.lifo(0), LoopQueue.priority(0, Comparator.naturalOrder()));
  }

  @ParameterizedTest
  @MethodSource("queues")
  void anEmptyQueueThatIsShutDownFailsWhoWaitsAndRefusesAll(LoopQueue<String> queue)
      throws Exception {
    Task<String> getter = stage.startNow(queue.get());
    queue.shutdown(false);
    stage.run(queue.join());
    stage.settle(getter);
    assertThat(getter.failure()).isInstanceOf(QueueShutDownException.class);
    assertThat(queue.toString()).doesNotContain("getters");
    refusesAll(queue);
  }

  @ParameterizedTest
  @MethodSource("queues")
  void aQueueThatIsShutDownStillGivesWhatItHas(LoopQueue<String> queue) throws Exception {
    queue.putNowait("a");
    Task<Void> joining = stage.start(queue.join());
    Task<Void> putter = stage.startNow(queue.put("b"));
    assertThat(putter.isDone()).isFalse();
    queue.shutdown(false);
    assertThat(queue.size()).isEqualTo(1);
    stage.settle(putter);
    assertThat(putter.failure())
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage("the queue was shut down");
    assertThat(queue.toString()).doesNotContain("putters");

    assertThat(stage.run(queue.get())).isEqualTo("a");
    assertThat(joining.isDone()).isFalse();
    refusesAll(queue);

    queue.taskDone();
    stage.turn();
    assertThat(joining.isDone()).isTrue();
    allIsDealtWith(queue);
  }

  @ParameterizedTest
  @MethodSource("queues")
  void shutdownAtOnceDropsWhatTheQueueHas(LoopQueue<String> queue) throws Exception {
    queue.putNowait("a");
    Task<Void> joining = stage.startNow(queue.join());
    queue.shutdown(true);
    assertThat(queue.size()).isZero();
    stage.settle(joining);
    assertThat(joining.failure()).isNull();
    refusesAll(queue);
    allIsDealtWith(queue);
  }

  @ParameterizedTest
  @MethodSource("unlimitedQueues")
  void shutdownAtOnceStillWaitsForWhatWasTaken(LoopQueue<String> queue) throws Exception {
    queue.putNowait("a");
    queue.putNowait("a");
    Task<Void> joining = stage.start(queue.join());
    assertThat(stage.run(queue.get())).isEqualTo("a");
    queue.shutdown(true);
    assertThat(queue.size()).isZero();
    stage.turns(2);
    assertThat(joining.isDone()).isFalse();
    refusesAll(queue);
    queue.taskDone();
    allIsDealtWith(queue);
    stage.settle(joining);
  }

  private void refusesAll(LoopQueue<String> queue) {
    String message = "the queue was shut down";
    assertThatThrownBy(() -> stage.run(queue.put("late")))
        .cause()
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> queue.putNowait("late"))
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> stage.run(queue.get()))
        .cause()
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage(message);
    assertThatThrownBy(queue::getNowait)
        .isInstanceOf(QueueShutDownException.class)
        .hasMessage(message);
  }

  private static void allIsDealtWith(LoopQueue<String> queue) {
    assertThatThrownBy(queue::taskDone).isInstanceOf(IllegalStateException.class);
  }
}
