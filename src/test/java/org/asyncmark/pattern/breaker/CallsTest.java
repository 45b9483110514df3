package org.asyncmark.pattern.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.breaker.Calls.End;
import org.junit.jupiter.api.Test;

class CallsTest {
  private static final ResultCheck CHECK = new ResultCheck("breaker", Model.LOOP, "test");

  private final Calls calls = new Calls(2, 2);

  @Test
  void eachCallerHasCallsOfItsOwn() {
    assertThat(calls.callers()).isEqualTo(2);
    assertThat(calls.first(0)).isZero();
    assertThat(calls.first(1)).isEqualTo(2);
    assertThat(calls.first(2)).isEqualTo(4);
  }

  @Test
  void endsAreCounted() {
    calls.ended(0, End.FAILED);
    calls.ended(3, End.REJECTED);
    assertThat(calls.count(End.NONE)).isEqualTo(2);
    assertThat(calls.count(End.FAILED)).isEqualTo(1);
    assertThat(calls.end(3)).isEqualTo(End.REJECTED);
  }

  @Test
  void aCallThatEndedOtherwiseIsNoticed() {
    for (int call = 0; call < 3; call++) {
      calls.ended(call, End.SUCCEEDED);
    }
    assertThatThrownBy(() -> calls.requireAll(CHECK, End.SUCCEEDED))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("breaker, model loop, mechanism test: call 3: wanted SUCCEEDED, got NONE");
  }

  @Test
  void whatWasRequiredIsForgotten() {
    for (int call = 0; call < 4; call++) {
      calls.ended(call, End.SUCCEEDED);
    }
    calls.requireAll(CHECK, End.SUCCEEDED);
    assertThat(calls.count(End.NONE)).isEqualTo(4);
  }

  @Test
  void aCallTakesWhatItsCallerTookForAllOfThem() {
    calls.begins(0);
    calls.ends(0);
    calls.begins(1);
    long until = System.nanoTime() + 2_000_000;
    while (until - System.nanoTime() > 0) {
      Thread.onSpinWait();
    }
    calls.ends(1);
    assertThat(calls.meanNanos()).isGreaterThanOrEqualTo(500_000);
  }
}
