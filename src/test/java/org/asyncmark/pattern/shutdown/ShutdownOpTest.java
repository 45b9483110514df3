package org.asyncmark.pattern.shutdown;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.junit.jupiter.api.Test;

class ShutdownOpTest {
  private final ShutdownOp op = new ShutdownOp(2);

  @Test
  void eachOfferHasOneOfTheThreeEnds() {
    op.offered(0);
    op.stopping(Duration.ZERO);
    op.offered(1);
    op.ended(0, End.ABORTED);
    op.ended(1, End.REJECTED);
    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @Test
  void anOfferWithoutAnEndIsAnError() {
    op.returned(0, 0);
    assertThatThrownBy(this::require)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "shutdown, model loop, mechanism x: offer 1 of 2 wanted one end, got completed 0,"
                + " rejected 0, aborted 0");
  }

  @Test
  void anOfferWithTwoEndsIsAnError() {
    op.returned(0, 0);
    op.ended(0, End.ABORTED);
    assertThatThrownBy(this::require)
        .hasMessage(
            "shutdown, model loop, mechanism x: offer 0 of 2 wanted one end, got completed 1,"
                + " rejected 0, aborted 1");
  }

  @Test
  void oneThatIsRejectedBeforeTheStopIsAnError() {
    op.ended(0, End.REJECTED);
    op.offered(0);
    op.stopping(Duration.ZERO);
    assertThatThrownBy(this::require)
        .hasMessageMatching(
            "shutdown, model loop, mechanism x: offer 0 was rejected \\d+ ns before the stop");
  }

  @Test
  void oneThatIsAbortedBeforeTheDeadlineIsAnError() {
    op.stopping(Duration.ofSeconds(60));
    op.ended(0, End.ABORTED);
    assertThatThrownBy(this::require)
        .hasMessageMatching(
            "shutdown, model loop, mechanism x: offer 0 was aborted \\d+ ns before the deadline");
  }

  @Test
  void theResultOfAnotherLeafIsAFailure() {
    op.returned(0, 1);
    assertThatThrownBy(this::require)
        .hasMessage("shutdown, model loop, mechanism x: offer 0 failed")
        .hasRootCauseMessage("its result is that of leaf 1");
  }

  @Test
  void whatIsClearedIsForgotten() {
    op.failed(0, new IOException("no"));
    op.ended(1, End.ABORTED);
    op.clear();
    op.returned(0, 0);
    op.returned(1, 1);
    assertThatCode(this::require).doesNotThrowAnyException();
  }

  private void require() {
    op.require(new ResultCheck("shutdown", Model.LOOP, "x"));
  }
}
