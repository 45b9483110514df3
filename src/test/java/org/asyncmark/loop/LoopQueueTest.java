package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LoopQueueTest {
  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.closeWithoutReports();
  }

  @Test
  void anItemComesOutAgain() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo();
    assertThat(queue.isEmpty()).isTrue();
    stage.run(queue.put("a"));
    assertThat(queue.isEmpty()).isFalse();
    assertThat(queue.size()).isEqualTo(1);
    assertThat(stage.run(queue.get())).isEqualTo("a");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void oneGetTakesAnItemEachTimeItIsWaitedFor() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo();
    queue.putNowait("a");
    queue.putNowait("b");
    Awaitable<String> get = queue.get();
    assertThat(stage.run(get)).isEqualTo("a");
    assertThat(stage.run(get)).isEqualTo("b");
  }

  @Test
  void itIsFullAtItsLimitOnly() throws Exception {
    LoopQueue<String> unlimited = LoopQueue.fifo();
    assertThat(unlimited.isFull()).isFalse();
    LoopQueue<String> limited = LoopQueue.fifo(1);
    assertThat(limited.maxSize()).isEqualTo(1);
    stage.run(limited.put("a"));
    assertThat(limited.isFull()).isTrue();
  }

  @Test
  void aNegativeLimitMeansNone() {
    LoopQueue<Integer> queue = LoopQueue.fifo(-3);
    for (int i = 0; i < 100; i++) {
      queue.putNowait(i);
    }
    assertThat(queue.isFull()).isFalse();
  }

  @Test
  void firstInIsFirstOut() {
    assertThat(inAndOut(LoopQueue.fifo(), 1, 3, 2)).containsExactly(1, 3, 2);
  }

  @Test
  void lastInIsFirstOutOfAStack() {
    assertThat(inAndOut(LoopQueue.lifo(0), 1, 3, 2)).containsExactly(2, 3, 1);
  }

  @Test
  void theLeastIsFirstOutOfAPriorityQueue() {
    assertThat(inAndOut(LoopQueue.priority(0, Comparator.naturalOrder()), 1, 3, 2))
        .containsExactly(1, 2, 3);
  }

  @Test
  void putWaitsAtTheLimitAndGoesOnWhenThereIsRoom() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo(2);
    List<Integer> put = new ArrayList<>();
    Task<Void> putter = stage.start(putAll(queue, 0, 3, put));
    stage.turns(3);
    assertThat(put).containsExactly(0, 1);
    assertThat(queue.getNowait()).isZero();
    stage.turn();
    assertThat(put).containsExactly(0, 1, 2);
    assertThat(queue.getNowait()).isEqualTo(1);
    assertThat(queue.getNowait()).isEqualTo(2);
    assertThat(putter.isDone()).isTrue();
  }

  @Test
  void getWaitsForAnItem() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    Task<Integer> getter = stage.startNow(queue.get());
    assertThat(getter.isDone()).isFalse();
    stage.loop().callLater(Duration.ofMillis(10), () -> queue.putNowait(1));
    stage.settle(getter);
    assertThat(getter.value()).isEqualTo(1);
    assertThat(stage.elapsed()).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void aTakenItemWakesWhoWaitsToPut() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo(1);
    stage.start(queue.put("a"));
    stage.start(queue.put("b"));
    assertThat(stage.run(queue.get())).isEqualTo("a");
    assertThat(stage.run(queue.get())).isEqualTo("b");
  }

  @Test
  void getOfAnEmptyQueueWithoutWaitingIsAMistake() {
    LoopQueue<String> queue = LoopQueue.fifo();
    assertThatThrownBy(queue::getNowait)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("the queue is empty");
  }

  @Test
  void putIntoAFullQueueWithoutWaitingIsAMistake() {
    LoopQueue<Integer> queue = LoopQueue.fifo(2);
    queue.putNowait(1);
    queue.putNowait(2);
    assertThatThrownBy(() -> queue.putNowait(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the queue is full, it has its 2 items");
  }

  @Test
  void nullIsNoItem() {
    LoopQueue<String> queue = LoopQueue.fifo();
    assertThatThrownBy(() -> queue.put(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("item");
  }

  @Test
  void anItemGoesPastACancelledGetter() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo();
    Task<String> cancelled = stage.start(queue.get());
    Task<String> getter = stage.startNow(queue.get());
    cancelled.cancel();
    stage.turn();
    assertThat(cancelled.isCancelled()).isTrue();
    queue.putNowait("a");
    stage.settle(getter);
    assertThat(getter.value()).isEqualTo("a");
  }

  @Test
  void anItemGoesPastAGetterThatIsCancelledInTheSameTurn() {
    LoopQueue<String> queue = LoopQueue.fifo();
    Task<String> cancelled = stage.start(queue.get());
    Task<String> getter = stage.startNow(queue.get());
    cancelled.cancel();
    queue.putNowait("a");
    stage.turn();
    assertThat(cancelled.isCancelled()).isTrue();
    assertThat(getter.value()).isEqualTo("a");
  }

  @Test
  void theItemOfAGetterThatIsWokenAndThenCancelledIsNotLost() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    Task<Integer> cancelled = stage.startNow(queue.get());
    queue.putNowait(1);
    queue.putNowait(2);
    cancelled.cancel();
    stage.settle(cancelled);
    assertThat(cancelled.isCancelled()).isTrue();
    assertThat(stage.run(queue.get())).isEqualTo(1);
  }

  @Test
  void aGetterThatIsWokenAndThenCancelledWakesTheNext() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    List<Task<Integer>> getters = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      getters.add(stage.start(queue.get()));
    }
    stage.turn();
    queue.putNowait(1);
    queue.putNowait(2);
    getters.get(0).cancel();
    stage.settle(getters.get(2));
    assertThat(getters.get(0).isCancelled()).isTrue();
    assertThat(List.of(getters.get(1).value(), getters.get(2).value()))
        .containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void aPutterThatIsWokenAndThenCancelledLeavesTheRoomToOthers() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo(1);
    queue.putNowait(1);
    Task<Void> cancelled = stage.start(queue.put(2));
    Task<Void> next = stage.startNow(queue.put(3));
    assertThat(queue.getNowait()).isEqualTo(1);
    cancelled.cancel();
    stage.settle(next);
    assertThat(cancelled.isCancelled()).isTrue();
    assertThat(queue.getNowait()).isEqualTo(3);
    assertThat(queue.size()).isZero();
  }

  @Test
  void aCancelledPutDropsItsItemOnly() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo(1);
    Task<Void> a = stage.start(queue.put("a"));
    Task<Void> b = stage.start(queue.put("b"));
    Task<Void> c = stage.startNow(queue.put("c"));
    assertThat(a.isDone()).isTrue();
    assertThat(b.isDone()).isFalse();
    c.cancel();
    stage.turn();
    assertThat(c.isCancelled()).isTrue();
    assertThat(queue.getNowait()).isEqualTo("a");
    stage.turn();
    assertThat(queue.getNowait()).isEqualTo("b");
    assertThat(b.isDone()).isTrue();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void whoDidNotGetTheItemAfterAllWaitsOn() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo();
    Task<String> getter = stage.startNow(queue.get());
    queue.putNowait("a");
    assertThat(queue.getNowait()).isEqualTo("a"); // faster than the getter that was woken
    stage.turn();
    assertThat(getter.isDone()).isFalse();
    queue.putNowait("b");
    stage.settle(getter);
    assertThat(getter.value()).isEqualTo("b");
  }

  @Test
  void whoDidNotGetTheRoomAfterAllWaitsOn() throws Exception {
    LoopQueue<String> queue = LoopQueue.fifo(1);
    queue.putNowait("a");
    Task<Void> putter = stage.startNow(queue.put("b"));
    queue.getNowait();
    queue.putNowait("faster");
    stage.turn();
    assertThat(putter.isDone()).isFalse();
    queue.getNowait();
    stage.settle(putter);
    assertThat(queue.getNowait()).isEqualTo("b");
  }

  @Test
  void oneProducerAndOneConsumerNeedNoMoreThanOnePlace() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo(1);
    List<Integer> got = new ArrayList<>();
    TaskGroup group = new TaskGroup();
    stage.run(
        group.run(
            () -> {
              group.start(() -> putAll(queue, 0, 5, new ArrayList<>()));
              group.start(() -> getAll(queue, 5, got));
              return Awaitable.done();
            }));
    assertThat(got).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void puttersGoOnWhenSeveralItemsAreTakenAtOnce() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo(2);
    TaskGroup group = new TaskGroup();
    stage.run(
        group.run(
            () -> {
              group.start(
                  Async.sleep(Duration.ZERO)
                      .thenRun(
                          () -> {
                            for (int i = queue.size(); i > 0; i--) {
                              queue.getNowait();
                            }
                          }));
              for (int i = 0; i < 4; i++) {
                group.start(queue.put(i));
              }
              return Awaitable.done();
            }));
    assertThat(queue.size()).isEqualTo(2);
  }

  @Test
  void cancelledWaitersLeaveNoResidue() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo(1);
    assertThatThrownBy(() -> stage.run(Async.waitFor(queue.get(), Duration.ofMillis(100))))
        .cause()
        .isInstanceOf(TimeoutException.class);
    assertThat(queue).hasToString("LoopQueue[maxSize 1]");
    queue.putNowait(1);
    Task<Void> putter = stage.startNow(queue.put(2));
    assertThat(queue.toString()).contains(", putters 1");
    putter.cancel();
    stage.settle(putter);
    assertThat(queue.toString()).doesNotContain("putters");
  }

  @Test
  void joinWaitsUntilEveryItemHasBeenDealtWith() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    int[] sum = {0};
    for (int i = 0; i < 100; i++) {
      queue.putNowait(i);
    }
    List<Task<Void>> workers =
        List.of(stage.start(work(queue, sum)), stage.start(work(queue, sum)));
    stage.run(queue.join());
    assertThat(sum[0]).isEqualTo(4950);
    workers.forEach(LoopFuture::cancel);
    stage.run(Async.gatherSettled(stage.loop(), workers));
  }

  @Test
  void joinWaitsForProcessingNotForEmptiness() throws Exception {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    queue.putNowait(1);
    Task<Void> joining = stage.startNow(queue.join());
    queue.getNowait();
    stage.turns(3);
    assertThat(joining.isDone()).isFalse();
    queue.taskDone();
    stage.turn();
    assertThat(joining.isDone()).isTrue();
  }

  @Test
  void joinOfAQueueThatHadNoItemsTakesNoTurn() {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    Task<Void> joining = stage.startNow(queue.join().then(once -> queue.join()));
    assertThat(joining.isDone()).isTrue();
  }

  @Test
  void taskDoneMoreOftenThanThereWereItemsIsAMistake() {
    LoopQueue<Integer> queue = LoopQueue.fifo();
    assertThatThrownBy(queue::taskDone)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("taskDone was called more often than there were items");
  }

  @Test
  void theTextNamesItemsAndWaiters() {
    LoopQueue<Integer> queue = LoopQueue.fifo(1);
    assertThat(queue).hasToString("LoopQueue[maxSize 1]");
    Task<Integer> getter = stage.startNow(queue.get());
    assertThat(queue).hasToString("LoopQueue[maxSize 1, getters 1]");
    getter.cancel();
    stage.turn();
    queue.putNowait(7);
    stage.startNow(queue.put(8));
    assertThat(queue).hasToString("LoopQueue[maxSize 1, items [7], putters 1, unfinished 1]");
    queue.shutdown(false);
    stage.turn();
    assertThat(queue).hasToString("LoopQueue[maxSize 1, items [7], unfinished 1, shut down]");
  }

  private static List<Integer> inAndOut(LoopQueue<Integer> queue, int... items) {
    for (int item : items) {
      queue.putNowait(item);
    }
    List<Integer> out = new ArrayList<>();
    while (!queue.isEmpty()) {
      out.add(queue.getNowait());
    }
    return out;
  }

  private static Awaitable<Void> putAll(
      LoopQueue<Integer> queue, int from, int to, List<Integer> put) {
    return from == to
        ? Awaitable.done()
        : queue
            .put(from)
            .then(
                done -> {
                  put.add(from);
                  return putAll(queue, from + 1, to, put);
                });
  }

  private static Awaitable<Void> getAll(LoopQueue<Integer> queue, int count, List<Integer> got) {
    return count == 0
        ? Awaitable.done()
        : queue
            .get()
            .then(
                item -> {
                  got.add(item);
                  return getAll(queue, count - 1, got);
                });
  }

  private static Awaitable<Void> work(LoopQueue<Integer> queue, int[] sum) {
    return queue
        .get()
        .then(
            item -> {
              sum[0] += item;
              queue.taskDone();
              return work(queue, sum);
            });
  }
}
