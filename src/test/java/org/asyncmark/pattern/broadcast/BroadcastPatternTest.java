package org.asyncmark.pattern.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class BroadcastPatternTest {
  private final Pattern pattern = BroadcastBenchmark.PATTERN;

  @Test
  void theTellingCellPassesMessagesToAHundredSubscribersAndWaitsForNothingElse() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly(
            "{depth=16, mechanism=loop-queues, messages=100, over=process, overflow=block, periodMicros=0,"
                + " slow=0, subscribers=100}");
  }

  @Test
  void aPublisherIsPacedWhereMessagesMayBeLostOrSomebodyIsSlow() {
    assertThat(params("overflow=block")).containsEntry("periodMicros", "0");
    assertThat(params("slow=1")).containsEntry("periodMicros", "1000");
    assertThat(params("overflow=drop-oldest")).containsEntry("periodMicros", "1000");
    assertThat(params("overflow=drop-oldest periodMicros=0")).containsEntry("periodMicros", "0");
  }

  @Test
  void howSlowNobodyIsIsNotPartOfALabel() {
    assertThat(params("slow=0")).doesNotContainKey("slowMicros");
    assertThat(params("slow=1")).containsEntry("slowMicros", "5000");
  }

  @Test
  void onlyAMessageOnAConnectionHasALength() {
    assertThat(params("over=process")).doesNotContainKey("payloadBytes");
    assertThat(params("over=tcp")).containsEntry("payloadBytes", "1024");
  }

  @Test
  void overTcpPlatformHasASecondThreadForEachSubscriber() {
    assertThat(
            pattern.threads(
                Model.PLATFORM,
                Cells.all(Cells.cell(pattern, Model.PLATFORM, "subscribers=10 over=tcp"))))
        .isEqualTo(21);
  }

  @Test
  void oneSubscriberAtLeastIsFast() {
    assertThatThrownBy(() -> params("subscribers=2 slow=2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "slow=2 leaves none of 2 subscribers to be fast; raise subscribers or lower slow");
  }

  @Test
  void theJdksPublisherDropsNothingThatItHasAcceptedAndRoundsItsBuffers() {
    assertThat(mechanisms("overflow=block"))
        .containsExactly("submission-publisher", "async-queues");
    assertThat(mechanisms("overflow=disconnect"))
        .containsExactly("submission-publisher", "async-queues");
    assertThat(mechanisms("overflow=drop-oldest")).containsExactly("async-queues");
    assertThat(mechanisms("depth=10")).containsExactly("async-queues");
    assertThat(mechanisms("over=tcp")).containsExactly("async-queues");
  }

  @Test
  void platformHasAThreadForEachSubscriberAndForThePublisher() {
    assertThat(threads(Model.PLATFORM)).isEqualTo(11);
    assertThat(threads(Model.FUTURE)).isEqualTo(3);
    assertThat(threads(Model.VIRTUAL)).isZero();
  }

  @Test
  void anOpTakesAsLongAsTheSlowNeed() {
    String given = "subscribers=2 slow=1 messages=100 slowMicros=900 depth=10 overflow=";
    assertThat(opMicros(given + "block periodMicros=0")).isEqualTo(100_000);
    assertThat(opMicros(given + "drop-oldest periodMicros=900")).isBetween(110_000.0, 110_100.0);
  }

  private Map<String, String> params(String given) {
    return Cells.params(pattern, Model.PLATFORM, given);
  }

  private List<String> mechanisms(String given) {
    return pattern.mechanisms(Model.FUTURE, Cells.given(given));
  }

  private int threads(Model model) {
    return pattern.threads(model, Cells.all(Cells.cell(pattern, model, "subscribers=10")));
  }

  private double opMicros(String given) {
    return pattern.opMicros(Model.LOOP, Cells.all(Cells.cell(pattern, Model.LOOP, given)));
  }
}
