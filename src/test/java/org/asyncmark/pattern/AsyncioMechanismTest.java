package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncioMechanismTest {
  static Stream<Pattern> suite() {
    return Patterns.suite().stream();
  }

  @ParameterizedTest
  @MethodSource("suite")
  void everyPatternDoesInAsyncioWhatItDoesInTheLoop(Pattern pattern) {
    Pattern.Cell loop = Cells.cell(pattern, Model.LOOP, "");
    Pattern.Cell asyncio = Cells.cell(pattern, Model.ASYNCIO, "");
    assertThat(asyncio.params()).isEqualTo(loop.params());
    assertThat(asyncio.absence()).isEqualTo(loop.absence());
    assertThat(asyncio.own()).hasToString("{mechanism=asyncio}");
    assertThat(pattern.threads(Model.ASYNCIO, Cells.all(asyncio))).isEqualTo(1);
    assertThat(pattern.opMicros(Model.ASYNCIO, Cells.all(asyncio)))
        .isEqualTo(pattern.opMicros(Model.LOOP, Cells.all(loop)));
  }

  @ParameterizedTest
  @CsvSource({
    "gather, leaf=http, 'asyncio, aiohttp'",
    "gather, leaf=timer, asyncio",
    "lock, hold=http, 'asyncio, aiohttp'",
    "lock, hold=none, asyncio",
    "queue, capacity=16, asyncio",
    "session, keep=kept, 'asyncio, aiohttp'",
  })
  void aiohttpIsAMechanismWhereALeafIsARequest(String pattern, String given, String wanted) {
    assertThat(
            String.join(", ", Patterns.of(pattern).mechanisms(Model.ASYNCIO, Cells.given(given))))
        .isEqualTo(wanted);
  }

  @Test
  void aMechanismThatIsAskedForIsTheCells() {
    assertThat(Cells.params(Patterns.of("gather"), Model.ASYNCIO, "leaf=http mechanism=aiohttp"))
        .containsEntry("mechanism", "aiohttp");
  }

  @Test
  void aMechanismThatDoesNotSuitNamesTheChoices() {
    assertThatThrownBy(
            () -> Cells.cell(Patterns.of("gather"), Model.ASYNCIO, "leaf=timer mechanism=aiohttp"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("model asyncio has no mechanism 'aiohttp' for this cell; choose from asyncio");
  }

  @Test
  void theModelsOfJavaHaveNoMechanismOfPython() {
    assertThatThrownBy(() -> Cells.cell(Patterns.of("event"), Model.LOOP, "mechanism=asyncio"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "model loop has no mechanism 'asyncio' for this cell; choose from ");
  }
}
