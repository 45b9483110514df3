package org.asyncmark.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BuildsTest {
  private static final List<String> ALL =
      List.of(
          "17.0.15+6 Debian",
          "25.0.3+9 Adoptium",
          "3.11.7 CPython",
          "3.13.0 CPython free-threaded, uvloop");

  @Test
  void aBuildIsNamedByWhatItIs() {
    assertThat(Builds.named("25.0.3+9 Adoptium")).isEqualTo("JDK 25.0.3+9 Adoptium");
    assertThat(Builds.named("3.13.0 CPython free-threaded, uvloop"))
        .isEqualTo("CPython 3.13.0 free-threaded, uvloop");
  }

  @Test
  void jdksStandBeforePythons() {
    assertThat(Builds.named(ALL))
        .isEqualTo(
            "JDK 17.0.15+6 Debian, 25.0.3+9 Adoptium;"
                + " CPython 3.11.7, 3.13.0 free-threaded, uvloop");
  }

  @Test
  void jdksAreComparedWithJdksAndPythonsWithPythons() {
    assertThat(Builds.compared(ALL))
        .isEqualTo(
            "JDK 17.0.15+6 Debian (base) vs 25.0.3+9 Adoptium;"
                + " CPython 3.11.7 (base) vs 3.13.0 free-threaded, uvloop");
    assertThat(Builds.compared(ALL.subList(0, 3)))
        .isEqualTo("JDK 17.0.15+6 Debian (base) vs 25.0.3+9 Adoptium");
  }

  @Test
  void oneOfEachIsNotCompared() {
    assertThat(Builds.compared(ALL.subList(1, 3))).isEmpty();
  }
}
