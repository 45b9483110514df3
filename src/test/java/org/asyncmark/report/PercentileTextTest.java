package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Distribution;
import org.asyncmark.analyse.PercentileTable;
import org.junit.jupiter.api.Test;

class PercentileTextTest {
  private static Distribution numbers(int to) {
    Histogram histogram = new Histogram(1, 10_000_000, 3);
    for (int i = 1; i <= to; i++) {
      histogram.recordValue(i);
    }
    return Distribution.of(histogram);
  }

  private static final PercentileTable TABLE =
      PercentileTable.of(
          "a.hlog",
          Map.of("", numbers(1_000), "old", numbers(1)),
          "b.hlog",
          Map.of("", numbers(2_000), "new", numbers(1)));

  private static String render(ContrastText format) {
    return PercentileText.render(List.of(TABLE), format);
  }

  @Test
  void percentilesStandSideBySideWithTheirRatio() {
    assertThat(render(ContrastText.TEXT))
        .isEqualTo(
            """
            HISTOGRAMS · run 1 (base) a.hlog · run 2 b.hlog
            No verdict: a log is one observation, however many values are in it, and says nothing of how they differ from run to run.
            Values are as recorded: a log does not say its unit; make sure that both have the same.
            Fewer than 10 values lie beyond p99.9, p99.99 of (no tag): these are hardly more than its greatest values.
            Only in a.hlog: old.
            Only in b.hlog: new.
            tag       what    run 1  run 2  ratio
            (no tag)  p50       500  1 000   2.00
            (no tag)  p90       900  1 800   2.00
            (no tag)  p99       990  1 980   2.00
            (no tag)  p99.9     999  2 000   2.00
            (no tag)  p99.99  1 000  2 000   2.00
            (no tag)  max     1 000  2 000   2.00
            (no tag)  count   1 000  2 000   2.00
            """);
  }

  @Test
  void aPageHasATable() {
    assertThat(render(ContrastText.MARKDOWN))
        .startsWith("**HISTOGRAMS · run 1 (base) a.hlog · run 2 b.hlog**\n\n- No verdict: ")
        .contains("| tag | what | run 1 | run 2 | ratio |\n|---|---|---:|---:|---:|\n")
        .endsWith("| (no tag) | count | 1 000 | 2 000 | 2.00 |\n");
  }

  @Test
  void machinesGetAllDigits() {
    assertThat(render(ContrastText.CSV))
        .startsWith("base_file,other_file,tag,what,base,other,ratio\n")
        .contains("a.hlog,b.hlog,,p99,990,1980,2.0\n")
        .endsWith("a.hlog,b.hlog,,count,1000,2000,2.0\n");
    assertThat(render(ContrastText.JSON))
        .contains("\"what\" : \"p99\"", "\"base\" : 990", "\"other\" : 1980", "\"ratio\" : 2.0")
        .contains("No verdict: ");
  }

  @Test
  void whatIsNothingHasNoRatio() {
    Histogram zeros = new Histogram(1, 1_000, 3);
    zeros.recordValue(0);
    Map<String, Distribution> logs = Map.of("", Distribution.of(zeros));
    String text =
        PercentileText.render(List.of(PercentileTable.of("a", logs, "b", logs)), ContrastText.TEXT);
    assertThat(text).contains("(no tag)  p50         0      0      -\n");
  }

  @Test
  void logsWithoutATagInCommonAreNotCompared() {
    assertThatThrownBy(
            () ->
                PercentileTable.of(
                    "a.hlog", Map.of("A", numbers(1)), "b.hlog", Map.of("", numbers(1))))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "want a tag that both logs have, got A in a.hlog and (no tag) in b.hlog; compare logs of the same tags");
  }

  @Test
  void aLogWithoutValuesHasNoPercentilesAndIsNamed() {
    PercentileTable table =
        PercentileTable.of("a.hlog", Map.of("", numbers(1_000)), "b.hlog", Map.of("", numbers(0)));
    assertThat(PercentileText.render(List.of(table), ContrastText.TEXT))
        .contains("No values of (no tag) in b.hlog.\n")
        .containsPattern("p50 +500 +- +-\n")
        .containsPattern("max +1 000 +- +-\n")
        .containsPattern("count +1 000 +0 +0\n");
    assertThat(PercentileText.render(List.of(table), ContrastText.CSV))
        .contains("a.hlog,b.hlog,,p50,500,,\n");
  }

  @Test
  void aTagOfWideLettersLinesUp() {
    PercentileTable table =
        PercentileTable.of(
            "a.hlog", Map.of("東京", numbers(100)), "b.hlog", Map.of("東京", numbers(100)));
    assertThat(PercentileText.render(List.of(table), ContrastText.TEXT).lines())
        .contains("tag   what    run 1  run 2  ratio", "東京  p50      50.0   50.0   1.00");
  }
}
