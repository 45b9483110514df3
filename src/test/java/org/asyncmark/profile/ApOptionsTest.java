package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApOptionsTest {
  private static final String LINE =
      "lib=/x/lib.so;engine=ctimer;events=cpu+alloc;intervalNanos=1000000;recording=/fanOut=100/x.jfr";

  @Test
  void aLineIsReadIntoOptions() {
    assertThat(ApOptions.parse(LINE))
        .isEqualTo(
            new ApOptions(
                Path.of("/x/lib.so"),
                Engine.CTIMER,
                List.of(ProfileEvent.CPU, ProfileEvent.ALLOC),
                1_000_000,
                Path.of("/fanOut=100/x.jfr")));
  }

  @Test
  void theLineOfOptionsIsTheOneTheyWereReadFrom() {
    assertThat(ApOptions.parse(LINE).line()).isEqualTo(LINE);
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThatThrownBy(() -> ApOptions.parse("lib=/x/lib.so;engine=cpu;events=cpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want the option intervalNanos=..., got 'lib=/x/lib.so;engine=cpu;events=cpu'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a,b", "/a;b", "/a%p"})
  void aFolderThatTheAgentWouldReadDifferentlyIsRefused(String folder) {
    assertThatThrownBy(() -> ApOptions.check("recording", folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "recording must have no comma, semicolon or percent sign, got "
                + folder
                + "; choose another folder");
  }

  @Test
  void anUnknownEventIsRefusedWithTheChoices() {
    assertThatThrownBy(() -> ApOptions.parse(LINE.replace("cpu+alloc", "cpu+cycles")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown event 'cycles'; choose from cpu, alloc, wall, lock");
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatThrownBy(() -> ApOptions.parse(LINE.replace("=1000000", "=0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("intervalNanos must be above 0, got 0");
  }
}
