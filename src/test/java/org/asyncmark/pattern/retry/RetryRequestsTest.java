package org.asyncmark.pattern.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.asyncmark.pattern.StartedRequests;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class RetryRequestsTest {
  private static final Duration SOON = Duration.ofMillis(10);
  private static final RetryPlan PLAN =
      new RetryPlan(2, 1, new Backoff(0, 0), 0, Duration.ZERO); // by which no attempt fails

  static Stream<Arguments> everyWay() {
    return Model.available().stream()
        .flatMap(
            model ->
                Stream.of(RetryMechanism.values())
                    .filter(mechanism -> mechanism.models().contains(model))
                    .flatMap(
                        mechanism ->
                            Stream.of(WhileWaiting.values())
                                .map(permit -> Arguments.of(model, mechanism, permit))));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void requestsShareThePermitsAndHaveLeavesOfTheirOwn(
      Model model, RetryMechanism mechanism, WhileWaiting permit) throws Exception {
    ScriptedLeaf leaf = new ScriptedLeaf().holdAll(6);
    ResultCheck check = new ResultCheck("retry", model, mechanism.id());
    AtomicInteger begun = new AtomicInteger();
    StartedRequests requests;
    try (Stages stages = new Stages(model)) {
      Stage stage = stages.open(10, leaf);
      Retrying retrying = mechanism.open(stage, new PermitRule(3, permit));
      requests =
          StartedRequests.of(
              stage.requests(
                  retrying.op(() -> new Attempts(PLAN, 2 * begun.getAndIncrement())),
                  op -> op.require(check)),
              3);
      leaf.awaitStarted(3); // of two requests at least
      assertThat(leaf.startsWithin(4, SOON)).isFalse();
      leaf.releaseAll(6);
      requests.await();
    }
    assertThat(leaf.mostRunning()).isEqualTo(3);
    assertThat(leaf.completed()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    assertThat(requests.failure()).isNull();
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  void aRequestThatMadeOtherAttemptsThanItsPlanHasIsAFailure(
      Model model, RetryMechanism mechanism, WhileWaiting permit) throws Exception {
    ScriptedLeaf leaf = new ScriptedLeaf().fail(1, new IOException("not by plan"));
    ResultCheck check = new ResultCheck("retry", model, mechanism.id());
    StartedRequests requests;
    try (Stages stages = new Stages(model)) {
      Stage stage = stages.open(10, leaf);
      Retrying retrying = mechanism.open(stage, new PermitRule(3, permit));
      requests =
          StartedRequests.of(
              stage.requests(retrying.op(() -> new Attempts(PLAN)), op -> op.require(check)), 1);
      requests.await();
    }
    assertThat(requests.failure())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(check.cell() + ": task 1: wanted 1, got java.io.IOException: not by plan");
  }
}
