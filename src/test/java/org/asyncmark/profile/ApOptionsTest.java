package org.asyncmark.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ApOptionsTest {
  private static final String LINE =
      "lib=/x/lib.so;event=ctimer;intervalNanos=1000000;dir=/out;key=gather-fanOut=100";

  @Test
  void aLineIsReadIntoOptions() {
    assertThat(ApOptions.parse(LINE))
        .isEqualTo(
            new ApOptions(
                Path.of("/x/lib.so"),
                Engine.CTIMER,
                1_000_000,
                Path.of("/out"),
                "gather-fanOut=100"));
  }

  @Test
  void theLineOfOptionsIsTheOneTheyWereReadFrom() {
    assertThat(ApOptions.parse(LINE).line()).isEqualTo(LINE);
  }

  @Test
  void aMissingOptionIsNamed() {
    assertThatThrownBy(() -> ApOptions.parse("lib=/x/lib.so;event=cpu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want the option intervalNanos=..., got 'lib=/x/lib.so;event=cpu'");
  }

  @Test
  void aFolderWithACommaIsRefused() {
    assertThatThrownBy(() -> new ApOptions(Path.of("/x"), Engine.CPU, 1, Path.of("/a,b"), "gather"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dir must have neither comma nor semicolon, got /a,b; choose another folder");
  }

  @Test
  void anIntervalOfNothingIsRefused() {
    assertThatThrownBy(() -> ApOptions.parse(LINE.replace("=1000000", "=0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("intervalNanos must be above 0, got 0");
  }
}
