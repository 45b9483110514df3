package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Shows that the runner of all contracts catches what was opened beside the stages. */
class CaseTest {
  private static final Duration GRACE = Duration.ofMillis(50);

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void aPoolOfTheStageIsClosedWithIt() {
    Case<ExecutorService> onStage = taskOn(stages -> stages.open(1, new ScriptedLeaf()).tasks());
    assertThatCode(() -> onStage.check(Case.GRACE)).doesNotThrowAnyException();
  }

  @Test
  void aPoolBesideTheStageIsCaught() {
    Case<ExecutorService> beside =
        taskOn(
            stages -> {
              ExecutorService pool = Executors.newFixedThreadPool(1);
              opened.add(pool::shutdownNow);
              return pool;
            });
    assertThatThrownBy(() -> beside.check(GRACE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("threads left behind");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aSelectorBesideTheStageIsCaught() {
    Case<Stages> beside =
        new Case<>(Model.LOOP, "beside", stages -> opened.add(Selector.open()), stages -> stages);
    assertThatThrownBy(() -> beside.check(GRACE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("descriptors left");
  }

  @Test
  void aRuleThatIsBrokenIsToldThoughAllIsClosed() {
    Case<Stages> broken =
        new Case<>(
            Model.PLATFORM,
            "broken",
            stages -> {
              throw new IOException("no");
            },
            stages -> stages);
    assertThatThrownBy(() -> broken.check(GRACE)).hasMessage("no");
  }

  private static Case<ExecutorService> taskOn(Function<Stages, ExecutorService> pool) {
    return new Case<>(
        Model.PLATFORM,
        "task",
        tasks -> assertThat(tasks.submit(() -> 1).get()).isEqualTo(1),
        pool);
  }
}
