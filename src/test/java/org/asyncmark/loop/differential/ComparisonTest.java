package org.asyncmark.loop.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final KnownDifference KNOWN =
      new KnownDifference(
          "turns", Release.OLDEST, Release.parse("3.13"), Pattern.compile(" waitfor "), "more");

  private final Program program = ProgramGenerator.generate(1);

  @Test
  void tracesThatAreNotTheSameDiffer() {
    assertThat(compared(List.of(), "0 t1 a", "0 t2 b").differs()).isTrue();
    assertThat(compared(List.of(), "0 t1 a", "0 t1 a").differs()).isFalse();
  }

  @Test
  void whatComesAfterTheSignOfAKnownDifferenceIsNotCompared() {
    Comparison after =
        Comparison.of(
            program,
            new Trace(List.of("0 t1 waitfor 3 in", "0 t1 a")),
            new Trace(List.of("0 t1 waitfor 3 in", "0 t2 b")),
            List.of(KNOWN));
    assertThat(after.differs()).isFalse();
    assertThat(after.excuse()).contains(KNOWN);
    assertThat(after.end()).isZero();
  }

  @Test
  void whatComesBeforeTheSignIs() {
    Comparison before =
        Comparison.of(
            program,
            new Trace(List.of("0 t1 a", "0 t1 waitfor 3 in")),
            new Trace(List.of("0 t2 b", "0 t1 waitfor 3 in")),
            List.of(KNOWN));
    assertThat(before.differs()).isTrue();
  }

  @Test
  void aReportShowsTheProgramTheSeedAndBothTraces() {
    assertThat(compared(List.of(), "0 t1 a", "0 t2 b").report(Release.parse("3.13.2")))
        .startsWith("seed 1, program of ")
        .contains("\non one line: " + program.text() + "\n")
        .contains("  the loop                                        | CPython 3.13.2\n")
        .contains("* 0 t1 a                                          | 0 t2 b\n");
  }

  @Test
  void aReleaseHasTheDifferencesOfItsTime() throws Exception {
    assertThat(KnownDifference.of(Release.parse("3.13.0"))).isEmpty();
    assertThat(KnownDifference.of(Release.parse("3.12.9")))
        .extracting(KnownDifference::name)
        .contains("uncancel", "shutdown")
        .doesNotContain("wait_for is a task");
    assertThat(KnownDifference.of(Release.parse("3.11.2rc1")))
        .extracting(KnownDifference::name)
        .contains("uncancel", "wait_for is a task");
  }

  @Test
  void theDocumentationTellsEveryKnownDifference() throws Exception {
    String page = Files.readString(Path.of("src", "docs", "asyncio-parity.md"));
    for (KnownDifference each : KnownDifference.all()) {
      String releases =
          each.from().toString().replaceAll("\\.0$", "")
              + " to before "
              + each.to().toString().replaceAll("\\.0$", "");
      assertThat(page).contains("| " + each.name() + " | " + releases + " | " + each.what() + " |");
    }
  }

  private Comparison compared(List<KnownDifference> known, String loop, String python) {
    return Comparison.of(program, new Trace(List.of(loop)), new Trace(List.of(python)), known);
  }
}
