package org.asyncmark.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamOpTest {
  private static final String CELL = "stream, model loop, mechanism x: ";

  private final ResultCheck check = new ResultCheck("stream", Model.LOOP, "x");

  @Test
  void anOpThatTookEachItemInOrderIsRight() throws IOException {
    StreamOp op = passed(op(1, 3, Ending.EXHAUSTED), 3, 3);
    assertThat(op.begin(3)).isEqualTo(StreamOp.END);
    assertThatCode(() -> op.require(check, null)).doesNotThrowAnyException();
  }

  @Test
  void aSourceThatFailsDoesSoBehindItsItems() throws IOException {
    StreamOp op = passed(op(1, 3, Ending.FAILED), 3, 3);
    assertThatThrownBy(() -> op.begin(3))
        .isInstanceOf(IOException.class)
        .satisfies(failure -> op.require(check, failure));
    assertBroken(
        op, null, "wanted the end java.io.IOException: the source fails by plan, got null");
  }

  @Test
  void anEndThatWasNotPlannedIsAnError() throws IOException {
    assertBroken(
        passed(op(1, 3, Ending.EXHAUSTED), 3, 3),
        new IOException("no"),
        "wanted the end null, got java.io.IOException: no");
  }

  @Test
  void anItemTooFewIsAnError() throws IOException {
    assertBroken(passed(op(1, 3, Ending.EXHAUSTED), 3, 2), null, "wanted 3 items, got 2");
  }

  @Test
  void anItemTooManyIsAnError() throws IOException {
    StreamOp op = passed(op(1, 3, Ending.CLOSED), 4, 4);
    assertBroken(op, null, "wanted 3 items, got 4");
  }

  @Test
  void anotherOrderIsAnError() throws IOException {
    StreamOp op = passed(op(1, 2, Ending.EXHAUSTED), 2, 0);
    op.took(1L);
    op.took(0L);
    assertBroken(op, null, "wanted item 0, got item 1");
  }

  @Test
  void aSourceMayHaveAnItemInItsHandAndAsManyReadyAsItIsAhead() throws IOException {
    StreamOp op = passed(op(2, 3, Ending.CLOSED), 3 + 2 + 1, 3);
    assertThatCode(() -> op.require(check, null)).doesNotThrowAnyException();
    assertThatThrownBy(() -> op.begin(6))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("nothing holds the source back");
    assertBroken(op, null, "the source began 7 items, 3 were taken, ahead=2");
  }

  @Test
  void aSourceThatIsNotFreeIsAnError() throws IOException {
    StreamOp op = passed(op(1, 3, Ending.EXHAUSTED), 3, 3);
    op.open();
    assertThat(op.isLeft()).isTrue();
    assertBroken(op, null, "the source was opened 2 times and freed 1");
  }

  @Test
  void aConsumerTakesTheEndUnlessItCloses() throws IOException {
    assertThat(passed(op(1, 3, Ending.CLOSED), 3, 3).wantsMore()).isFalse();
    assertThat(passed(op(1, 3, Ending.EXHAUSTED), 3, 3).wantsMore()).isTrue();
  }

  @Test
  void aNewOpBeginsFromNothing() throws IOException {
    StreamOp op = passed(op(1, 3, Ending.EXHAUSTED), 3, 3);
    op.clear();
    assertBroken(op, null, "wanted 3 items, got 0");
    assertThatCode(() -> passed(op, 3, 3).require(check, null)).doesNotThrowAnyException();
  }

  @Test
  void aShapeHasNoNegativeNumbers() {
    assertThatThrownBy(() -> new StreamShape(-1, 2, Ending.CLOSED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ahead and items must be 0 or more, got -1 and 2");
  }

  private static StreamOp op(int ahead, int items, Ending ending) {
    return new StreamOp(new StreamShape(ahead, items, ending));
  }

  private static StreamOp passed(StreamOp op, int begun, int taken) throws IOException {
    op.open();
    for (int i = 0; i < begun; i++) {
      op.handing(op.begin(i));
    }
    for (int i = 0; i < taken; i++) {
      op.took((long) i);
    }
    op.free();
    return op;
  }

  private void assertBroken(StreamOp op, @Nullable Throwable thrown, String message) {
    assertThatThrownBy(() -> op.require(check, thrown))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(CELL + message);
  }
}
