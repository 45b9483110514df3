package org.asyncmark.pattern.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class StreamPatternTest {
  private final Pattern pattern = StreamBenchmark.PATTERN;

  @Test
  void theTellingCellHandsEachItemOverAndClosesEarly() {
    assertThat(pattern.cells(Pattern.Sizing.TELLING))
        .extracting(given -> Cells.all(pattern.cell(Model.LOOP, given, 2)).toString())
        .containsExactly("{ahead=0, ending=closed, items=1000, mechanism=loop-queue}");
  }

  @Test
  void threadsHaveAnIteratorWhateverTheBuffer() {
    for (String ahead : List.of("ahead=0", "ahead=5")) {
      assertThat(mechanisms(Model.VIRTUAL, ahead)).containsExactly("handover-iterator");
    }
  }

  @Test
  void aPublisherHasAPowerOfTwoPlaces() {
    assertThat(mechanisms(Model.FUTURE, "ahead=0")).containsExactly("async-iterator");
    assertThat(mechanisms(Model.FUTURE, "ahead=3")).containsExactly("async-iterator");
    assertThat(mechanisms(Model.FUTURE, "ahead=16"))
        .containsExactly("async-iterator", "submission-publisher");
  }

  @Test
  void aGeneratorOfTheLoopIsNeverAhead() {
    assertThat(mechanisms(Model.LOOP, "ahead=0")).containsExactly("loop-queue", "generator");
    assertThat(mechanisms(Model.LOOP, "ahead=1")).containsExactly("loop-queue");
  }

  @Test
  void listSaysWhatAStreamStandsOn() {
    assertThat(pattern.described("generator")).isEqualTo("generator (the consumer's task)");
    assertThat(pattern.described("submission-publisher"))
        .isEqualTo("submission-publisher (Flow.request(1))");
  }

  @Test
  void aPublisherThatIsFullKeepsAThread() {
    String publisher = "ahead=16 mechanism=submission-publisher";
    assertThat(pattern.cell(Model.FUTURE, Cells.given(publisher), 1).own().toString())
        .contains("poolSize=2");
    assertThatThrownBy(() -> Cells.cell(pattern, Model.FUTURE, publisher + " poolSize=1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "submission-publisher wants poolSize=2 at least, one for a source that waits, got 1");
  }

  @Test
  void sourceAndConsumerHaveAPlatformThreadEach() {
    assertThat(pattern.threads(Model.PLATFORM, Cells.all(cell(Model.PLATFORM, "")))).isEqualTo(2);
    assertThat(pattern.threads(Model.LOOP, Cells.all(cell(Model.LOOP, "")))).isZero();
  }

  @Test
  void noWorkIsNotPartOfALabel() {
    assertThat(Cells.params(pattern, Model.LOOP, "")).doesNotContainKey("cpuTokens");
    assertThat(Cells.params(pattern, Model.LOOP, "cpuTokens=7")).containsEntry("cpuTokens", "7");
  }

  private List<String> mechanisms(Model model, String given) {
    return pattern.mechanisms(model, Cells.given(given));
  }

  private Pattern.Cell cell(Model model, String given) {
    return Cells.cell(pattern, model, given);
  }
}
