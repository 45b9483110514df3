package org.asyncmark.pattern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.pipeline.PipelineOp.End;
import org.junit.jupiter.api.Test;

class PipelineOpTest {
  private static final String CELL = "pipeline, model loop, mechanism x: ";
  private static final int ITEMS = 4;

  private final ResultCheck check = new ResultCheck("pipeline", Model.LOOP, "x");

  @Test
  void eachItemWithTheEndThatWasDrawnIsRight() {
    for (int percent : List.of(0, 50, 100)) {
      PipelineOp op = op(PipelineShutdown.SENTINEL, percent);
      work(op, ITEMS);
      assertThatCode(() -> op.require(check)).doesNotThrowAnyException();
      assertThat(op.count(End.PROCESSED) + op.count(End.FAILED)).isEqualTo(op.produced());
    }
  }

  @Test
  void theSameItemsFailInTheSameOpOfEachModel() {
    assertThat(failures()).isEqualTo(failures()).doesNotHaveDuplicates().hasSizeGreaterThan(1);
  }

  @Test
  void aTaskThatHasNotEndedIsAnError() {
    PipelineOp op = new PipelineOp(shape(PipelineShutdown.SENTINEL), 0);
    op.clear();
    assertBroken(op, "task 0 had not ended when the op was over");
  }

  @Test
  void twoEndsOfAnItemAreAnError() {
    PipelineOp op = op(PipelineShutdown.SENTINEL, 0);
    work(op, ITEMS);
    op.failed(1L);
    assertBroken(op, "an item had two ends");
  }

  @Test
  void anItemWithoutAnEndIsAnError() {
    PipelineOp op = op(PipelineShutdown.CANCEL, 0);
    work(op, 3);
    op.putting(3);
    op.produced(3);
    assertBroken(op, "item 3 was put and has no end");
  }

  @Test
  void anEndOfAnItemThatNobodyPutIsAnError() {
    PipelineOp op = op(PipelineShutdown.CANCEL, 0);
    work(op, 3);
    op.dropped(3L);
    assertBroken(op, "item 3 was not put and is DROPPED");
  }

  @Test
  void anotherEndThanTheDrawnOneIsAnError() {
    PipelineOp op = op(PipelineShutdown.SENTINEL, 100);
    work(op, 3);
    op.putting(3);
    op.produced(3);
    op.dropped(3L);
    assertBroken(op, "item 3: wanted FAILED, got DROPPED");
  }

  @Test
  void anItemIsLeftOutOfACancelledPipelineOnly() {
    PipelineOp cancelled = op(PipelineShutdown.CANCEL, 0);
    work(cancelled, 3);
    assertThatCode(() -> cancelled.require(check)).doesNotThrowAnyException();
    PipelineOp drained = op(PipelineShutdown.SENTINEL, 0);
    work(drained, 3);
    assertBroken(drained, "item 3: wanted PROCESSED, got null");
  }

  @Test
  void aPipelineIsCancelledInItsMiddleAndNotBefore() {
    PipelineOp op = op(PipelineShutdown.CANCEL, 0);
    work(op, 2);
    assertBroken(op, "item 2: wanted PROCESSED, got null");
  }

  @Test
  void aQueueThatIsTooLongIsAnError() {
    Monitor monitor = new Monitor(1);
    monitor.look(3);
    try (RatioRecorder depth = RatioRecorder.open("depth", "#/look")) {
      assertThatCode(() -> monitor.recordDepth(depth, 3, check)).doesNotThrowAnyException();
      assertThatThrownBy(() -> monitor.recordDepth(depth, 2, check))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(CELL + "3 items in a queue for 2");
    }
  }

  @Test
  void aPipelineHasOneOfEachAtLeast() {
    assertThatThrownBy(() -> new PipelineShape(0, 1, 2, 3, PipelineShutdown.CLOSE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a pipeline has at least one place, producer, worker and item, got 0, 1, 2, 3");
  }

  private static List<Integer> failures() {
    PipelineOp op = new PipelineOp(new PipelineShape(1, 1, 1, 1_000, PipelineShutdown.CLOSE), 10);
    List<Integer> failures = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      op.clear();
      work(op, 1_000);
      int drawn = 0;
      for (int item = 0; item < 1_000; item++) {
        drawn = 31 * drawn + (op.endOf(item) == End.FAILED ? item : 0);
      }
      failures.add(drawn);
    }
    return failures;
  }

  private static PipelineShape shape(PipelineShutdown shutdown) {
    return new PipelineShape(1, 1, 1, ITEMS, shutdown);
  }

  /** Returns an op whose tasks have ended. */
  private static PipelineOp op(PipelineShutdown shutdown, int failingPercent) {
    PipelineOp op = new PipelineOp(shape(shutdown), failingPercent);
    op.clear();
    op.ended(0);
    op.ended(1);
    return op;
  }

  private static void work(PipelineOp op, int items) {
    for (int i = 0; i < items; i++) {
      Long item = op.putting(i);
      op.produced(i);
      try {
        op.work(item);
      } catch (IOException e) {
        op.failed(item);
      }
    }
  }

  private void assertBroken(PipelineOp op, String message) {
    assertThatThrownBy(() -> op.require(check))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(CELL + message);
  }
}
