package org.asyncmark.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SvgTest {
  @Test
  void markupInTextIsEscaped() {
    assertThat(Svg.escape("a<b> & \"c\" 'd'"))
        .isEqualTo("a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;");
  }

  @Test
  void charactersThatXmlForbidsAreReplaced() {
    assertThat(Svg.escape("a\u0000b\u001bc\ud800d\uffff"))
        .isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffd");
  }

  @Test
  void charactersBeyondTheBasicPlaneAreKept() {
    assertThat(Svg.escape("\ud83d\ude00 µ")).isEqualTo("\ud83d\ude00 µ");
  }

  @Test
  void lengthsHaveAtMostTwoDigitsAfterThePoint() {
    assertThat(Svg.number(1.23456)).isEqualTo("1.23");
    assertThat(Svg.number(960)).isEqualTo("960");
    assertThat(Svg.number(-0.001)).isEqualTo("0");
    assertThat(Svg.number(12345.67)).isEqualTo("12345.67");
  }

  @Test
  void aLengthThatIsNotFiniteIsRefused() {
    assertThatThrownBy(() -> Svg.number(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a length in a figure must be finite, got NaN");
  }
}
