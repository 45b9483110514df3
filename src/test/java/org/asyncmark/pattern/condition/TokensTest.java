package org.asyncmark.pattern.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.asyncmark.EnvironmentException;
import org.asyncmark.pattern.Releases;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void moreVirtualThreadsInAMonitorThanCarriersAreAnErrorBeforeJdk24() {
    assertThatThrownBy(() -> ConditionMechanism.requireCarriers(21, 10_000))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted 10000 virtual threads in Object.wait, JDK 21 pins each to one of at most 256"
                + " carriers; take fewer waiters, mechanism reentrant, or JDK 24 or newer");
    assertThatCode(() -> ConditionMechanism.requireCarriers(21, 100)).doesNotThrowAnyException();
    assertThatCode(() -> ConditionMechanism.requireCarriers(24, 10_000)).doesNotThrowAnyException();
  }

  @Test
  void aWaiterWithoutATokenFails() {
    Tokens tokens = new Tokens(Notify.ONE, new Releases(2));
    tokens.reset();
    assertThatThrownBy(() -> tokens.take(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("waiter 1 went on without a token");
  }

  @Test
  void aNotificationOfOneGrantsOneTokenAndEachTakerGrantsTheNext() {
    Tokens tokens = new Tokens(Notify.ONE, new Releases(2));
    tokens.reset();
    tokens.grant(() -> {}, () -> {});
    assertThat(tokens.take(0)).isTrue();
    assertThat(tokens.take(1)).isFalse();
    assertThat(tokens.available()).isFalse();
  }

  @Test
  void aNotificationOfAllGrantsATokenForEach() {
    Tokens tokens = new Tokens(Notify.ALL, new Releases(2));
    tokens.reset();
    tokens.grant(() -> {}, () -> {});
    assertThat(tokens.take(0)).isFalse();
    assertThat(tokens.available()).isTrue();
    assertThat(tokens.take(1)).isFalse();
    assertThat(tokens.available()).isFalse();
  }
}
