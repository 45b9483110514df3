package org.asyncmark.report.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.asyncmark.analyse.HistoryColumn;
import org.asyncmark.analyse.HistoryLine;
import org.junit.jupiter.api.Test;

class HistoryFigureTest {
  private static HistoryLine line(int day, String machine, String build, String p50) {
    Map<HistoryColumn, String> known = new EnumMap<>(HistoryColumn.class);
    known.put(HistoryColumn.TIME, "2026-11-0" + day + "T00:00:00Z");
    known.put(HistoryColumn.RUN, "run" + day);
    known.put(HistoryColumn.MACHINE, machine);
    known.put(HistoryColumn.MACHINE_FACTS, machine);
    known.put(HistoryColumn.PATTERN, "gather");
    known.put(HistoryColumn.MODEL, "virtual");
    known.put(HistoryColumn.PARAMS, "fanOut=10 leaf=cpu");
    known.put(HistoryColumn.JDK, "25");
    known.put(HistoryColumn.JDK_BUILD, build);
    known.put(HistoryColumn.KIND, "service");
    known.put(HistoryColumn.FORKS, "6");
    known.put(HistoryColumn.INVALID_FORKS, "0");
    known.put(HistoryColumn.P50_US, p50);
    return new HistoryLine(known);
  }

  private static HistoryLine with(HistoryLine line, HistoryColumn column, String value) {
    Map<HistoryColumn, String> known = new EnumMap<>(line.known());
    known.put(column, value);
    return new HistoryLine(known);
  }

  private static Figure only(HistoryLine... lines) {
    List<Figure> figures = HistoryFigure.all(List.of(lines));
    assertThat(figures).hasSize(1);
    return figures.get(0);
  }

  private static long count(String svg, String part) {
    return Stream.of(svg.split("\n")).filter(each -> each.contains(part)).count();
  }

  @Test
  void runsOfOneMachineAreJoinedByOneLine() {
    String svg =
        only(line(1, "small", "a", "10"), line(2, "small", "a", "11"), line(3, "small", "a", "12"))
            .svg();
    assertThat(count(svg, "<circle")).isEqualTo(3);
    assertThat(count(svg, "<path fill=\"none\"")).isEqualTo(1);
    assertThat(count(svg, "am-bar\" stroke")).isZero();
    assertThat(svg).contains("machine A: small").doesNotContain("machine B");
  }

  @Test
  void noLineIsDrawnFromOneMachineToAnother() {
    String svg =
        only(
                line(1, "small", "a", "10"),
                line(2, "small", "a", "11"),
                line(3, "large", "a", "5"),
                line(4, "large", "a", "6"))
            .svg();
    assertThat(count(svg, "<path fill=\"none\"")).isEqualTo(2);
    assertThat(count(svg, "am-bar\" stroke")).isEqualTo(1);
    assertThat(svg).contains("machine A: small", "machine B: large");
  }

  @Test
  void anotherBuildIsMarkedAndTheLineGoesOn() {
    String svg = only(line(1, "small", "25.0.3", "10"), line(2, "small", "25.0.4", "11")).svg();
    assertThat(count(svg, "<path fill=\"none\"")).isEqualTo(1);
    assertThat(svg).contains("build 1: 25.0.3", "build 2: 25.0.4");
  }

  @Test
  void otherConditionsAndAnotherMethodAreMarked() {
    HistoryLine first = line(1, "small", "a", "10");
    HistoryLine second =
        with(
            with(line(2, "small", "a", "11"), HistoryColumn.CONDITIONS, "-XX:+UseZGC"),
            HistoryColumn.METHOD_VERSION,
            "4");
    assertThat(only(first, second).svg())
        .contains("conditions 1: not recorded", "conditions 2: -XX:+UseZGC", "method 2: 4");
  }

  @Test
  void runsAreToldByTheirDaysIfNoneHasTwo() {
    assertThat(only(line(1, "small", "a", "10"), line(2, "small", "a", "11")).svg())
        .contains(">2026-11-01<", ">2026-11-02<", "day on which the run began (UTC)");
  }

  @Test
  void runsOfOneDayAreToldByTheMinute() {
    HistoryLine noon =
        with(line(1, "small", "a", "10"), HistoryColumn.TIME, "2026-11-01T12:05:09Z");
    assertThat(only(line(1, "small", "a", "10"), noon).svg())
        .contains(">11-01 00:00<", ">11-01 12:05<", "when the run began (UTC)");
  }

  @Test
  void aRunWhoseForksAreAllInvalidIsHollow() {
    HistoryLine invalid = with(line(1, "small", "a", "10"), HistoryColumn.INVALID_FORKS, "6");
    assertThat(count(only(invalid).svg(), "<circle class=\"am-bg\"")).isEqualTo(1);
  }

  @Test
  void aRunWithoutANumberHasNoDot() {
    assertThat(count(only(line(1, "small", "a", "")).svg(), "<circle")).isZero();
    assertThat(only(line(1, "small", "a", "")).svg()).contains("too few samples for a p50");
  }

  @Test
  void eachArmHasAFigureWithItsOwnLinesAsNumbers() {
    HistoryLine one = line(1, "small", "a", "10");
    HistoryLine other = with(line(1, "small", "a", "20"), HistoryColumn.JDK, "17");
    List<Figure> figures = HistoryFigure.all(List.of(one, other));
    assertThat(figures.stream().map(Figure::name))
        .containsExactly(
            "history_gather_virtual_25_fanOut=10-leaf=cpu",
            "history_gather_virtual_17_fanOut=10-leaf=cpu");
    assertThat(figures.get(0).csv().lines()).hasSize(2).last().asString().contains(",10,");
  }

  @Test
  void armsThatDifferInTheRestOfALongNameHaveFilesOfTheirOwn() {
    String params = "a=" + "x".repeat(100);
    HistoryLine one = with(line(1, "small", "a", "10"), HistoryColumn.PARAMS, params + " b=1");
    HistoryLine other = with(line(1, "small", "a", "10"), HistoryColumn.PARAMS, params + " b=2");
    List<String> names = HistoryFigure.all(List.of(one, other)).stream().map(Figure::name).toList();
    assertThat(names.get(1)).isEqualTo(names.get(0) + "-2");
    assertThat(names).allSatisfy(name -> assertThat(name).hasSizeLessThan(105));
  }
}
