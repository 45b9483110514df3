package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class DebugModeTest {
  private final List<String> log = new ArrayList<>();

  private void run(Duration callbackTakes, UnaryOperator<LoopConfig> settings) {
    try (VirtualTimeLoop time =
        VirtualTimeLoop.open(config -> settings.apply(config.log(log::add)))) {
      time.loop().callSoon(new Busy(time, callbackTakes));
      time.runOneTurn();
    }
  }

  private record Busy(VirtualTimeLoop time, Duration length) implements Runnable {
    @Override
    public void run() {
      time.advance(length);
    }

    @Override
    public String toString() {
      return "busy";
    }
  }

  @Test
  void aSlowCallbackIsLoggedWithItsOriginAndTime() {
    run(Duration.ofMillis(123), config -> config.debug(true));
    assertThat(log)
        .singleElement()
        .asString()
        .matches(
            "Executing <Handle busy created at DebugModeTest\\.java:\\d+> took 0\\.123 seconds");
  }

  @Test
  void aCallbackBelowTheThresholdIsNotLogged() {
    run(Duration.ofMillis(99), config -> config.debug(true));
    assertThat(log).isEmpty();
  }

  @Test
  void theThresholdIsASetting() {
    run(Duration.ofMillis(50), config -> config.debug(true).slowCallback(Duration.ofMillis(50)));
    assertThat(log).hasSize(1);
  }

  @Test
  void nothingIsLoggedOutsideDebugMode() {
    run(Duration.ofSeconds(5), config -> config);
    assertThat(log).isEmpty();
  }

  @Test
  void aSlowCallbackThatThrowsIsLoggedToo() {
    try (VirtualTimeLoop time = VirtualTimeLoop.open(config -> config.debug(true).log(log::add))) {
      time.loop()
          .callLater(
              Duration.ofSeconds(1),
              () -> {
                time.advance(Duration.ofSeconds(2));
                throw new IllegalStateException("no");
              });
      time.runFor(Duration.ofSeconds(1));
      assertThat(time.reported()).hasSize(1);
    }
    assertThat(log)
        .singleElement()
        .asString()
        .matches(
            "Executing <TimerHandle .* created at DebugModeTest\\.java:\\d+> took 2\\.000 seconds");
  }

  @Test
  void aNegativeThresholdNamesTheMistake() {
    LoopConfig config = LoopConfig.named("loop");
    assertThatThrownBy(() -> config.slowCallback(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("slowCallback must be 0 or more, got PT-0.001S; use debug(false) for no log");
  }

  @Test
  void aSlowStepOfATaskIsLogged() {
    try (VirtualTimeLoop time = VirtualTimeLoop.open(config -> config.debug(true).log(log::add))) {
      Task<String> task =
          Task.start(
              time.loop(),
              () -> {
                time.advance(Duration.ofSeconds(1));
                return Awaitable.of("done");
              });
      time.runOneTurn();
      assertThat(task.isDone()).isTrue();
    }
    assertThat(log).containsExactly("Executing <Step of Task[pending]> took 1.000 seconds");
  }
}
