package org.asyncmark.future;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TrampolineTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void whatIsMadeWhileAnotherOneRunsComesAfterIt() {
    Trampoline.run(
        () -> {
          Trampoline.run(
              () -> {
                order.add("second");
                Trampoline.run(() -> order.add("fourth"));
              });
          Trampoline.run(() -> order.add("third"));
          order.add("first");
        });
    assertThat(order).containsExactly("first", "second", "third", "fourth");
  }

  @Test
  void theErrorOfOneIsThrownWhenTheOthersHaveRun() {
    assertThatThrownBy(
            () ->
                Trampoline.run(
                    () -> {
                      Trampoline.run(() -> order.add("other"));
                      throw new AssertionError("the first");
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessage("the first");
    assertThat(order).containsExactly("other");
    Trampoline.run(() -> order.add("later"));
    assertThat(order).containsExactly("other", "later");
  }
}
