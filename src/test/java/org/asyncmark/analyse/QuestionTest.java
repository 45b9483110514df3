package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void aSideIsAJdkAndAModel() {
    assertThat(Question.of("17:platform", "25:virtual").to())
        .isEqualTo(new Question.Side("25", "virtual"));
  }

  @Test
  void aNameOfAJdkMayHoldAColon() {
    assertThat(Question.of("a:b:platform", "25:virtual").from())
        .isEqualTo(new Question.Side("a:b", "platform"));
  }

  @Test
  void aSideWithoutAModelIsRefused() {
    assertThatThrownBy(() -> Question.of("17", "25:virtual"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--from wants JDK:MODEL with one of platform, virtual, future, loop, asyncio, for example"
                + " 17:platform, got '17'");
  }

  @Test
  void twoEqualSidesAreNoQuestion() {
    assertThatThrownBy(() -> Question.of("17:loop", "17:loop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want two different sides for --from and --to, got 17:loop for both");
  }

  @Test
  void withoutVirtualThreadsTheNextModelIsAskedFor() {
    assertThat(Question.standing(List.of("17"), List.of("platform", "loop")))
        .contains(Question.of("17:platform", "17:loop"));
  }

  @Test
  void oneModelOnOneJdkAsksNothing() {
    assertThat(Question.standing(List.of("17"), List.of("loop"))).isEmpty();
  }
}
