package org.asyncmark.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.asyncmark.report.SampleRun.HTTP_100;
import static org.asyncmark.report.SampleRun.flat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Latencies;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.model.Model;
import org.asyncmark.report.ArmSummary;
import org.asyncmark.report.HtmlReport;
import org.asyncmark.report.MarkdownReport;
import org.asyncmark.report.RunView;
import org.asyncmark.report.SampleRun;
import org.asyncmark.report.TextReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class FiguresTest {
  static List<RunRecord> runs() {
    SampleRun odd = new SampleRun().jdk("<&\">", "\u0000 ]]> <!-- " + "long".repeat(80));
    odd.forks(Model.LOOP, "<&\">", HTTP_100, flat(1, 1, 0), flat(2, 11, 0));
    odd.forks(Model.FUTURE, "<&\">", HTTP_100, flat(1, 1_000_000, 3_600_000_000_000L));
    SampleRun none = new SampleRun().jdk("25", "25").forks(Model.LOOP, "25", HTTP_100);
    none.absent(Model.VIRTUAL, "25", HTTP_100);
    return List.of(SampleRun.threeJdks(), odd.record(), none.record(), new SampleRun().record());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyFigureIsWellFormedXml(RunRecord run) {
    for (Figure figure : Figures.of(new RunView(run)).all()) {
      assertThatCode(() -> parse(figure.svg())).as(figure.name()).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("runs")
  void everyRunHasAReportInEveryFormat(RunRecord run) {
    assertThat(TextReport.render(run)).startsWith("run " + run.id());
    assertThat(MarkdownReport.render(run, "")).contains("## What these numbers do not tell");
    assertThat(HtmlReport.render(run)).contains("<h2>How to read this page</h2>");
  }

  private static void parse(String svg) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static Figure figure(RunRecord run, String name) {
    return Figures.of(new RunView(run)).all().stream()
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void figuresAreNamedAfterCellJdkAndKind() {
    assertThat(Figures.of(new RunView(SampleRun.threeJdks())).all().stream().map(Figure::name))
        .containsExactly(
            "contrasts_model",
            "contrasts_jdk",
            "gather_leaf=http_variant=fail-fast_fanOut",
            "gather_fanOut=100_leaf=http_variant=fail-fast_forks",
            "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=17_percentiles",
            "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=21_percentiles",
            "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=25_percentiles",
            "gather_fanOut=10_leaf=http_variant=fail-fast_forks",
            "gather_fanOut=10_leaf=http_variant=fail-fast_jdk=17_percentiles",
            "gather_fanOut=10_leaf=http_variant=fail-fast_jdk=25_percentiles",
            "gather_fanOut=10_leaf=cpu_variant=fail-fast_forks",
            "gather_fanOut=10_leaf=cpu_variant=fail-fast_jdk=25_percentiles");
  }

  @Test
  void jdksWhoseNamesAreAlikeOnceCleanedHaveFilesOfTheirOwn() {
    SampleRun run = new SampleRun().jdk("a/b", "25.0.1").jdk("a:b", "25.0.2").jdk("A b", "25.0.3");
    for (String jdk : List.of("a/b", "a:b", "A b")) {
      run.forks(Model.LOOP, jdk, HTTP_100, flat(1, 20, 800_000));
    }
    assertThat(Figures.of(new RunView(run.record())).all().stream().map(Figure::name))
        .contains(
            "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=a-b_percentiles",
            "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=a-b_percentiles-2",
            "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=A-b_percentiles-3");
  }

  @Test
  void anAbsentModelIsNamedWithItsReasonInEveryFigure() {
    RunRecord run = SampleRun.threeJdks();
    assertThat(
            figure(run, "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=17_percentiles").svg())
        .contains(">n/a (virtual threads are final", ">virtual threads<");
    assertThat(figure(run, "gather_fanOut=100_leaf=http_variant=fail-fast_forks").svg())
        .contains(">n/a (virtual threads are final from JDK 21)<");
    assertThat(figure(run, "gather_leaf=http_variant=fail-fast_fanOut").svg())
        .contains(">virtual threads: n/a (virtual threads are");
  }

  @Test
  void aFigureOverASizeNeedsTwoSizes() {
    SampleRun one = new SampleRun().jdk("25", "25.0.3+9");
    one.arm(Model.LOOP, "25", HTTP_100, 2000, 800);
    assertThat(Figures.of(new RunView(one.record())).overSizes()).isEmpty();
    one.arm(Model.LOOP, "25", SampleRun.params("http", 7), 2000, 80);
    assertThat(Figures.of(new RunView(one.record())).overSizes())
        .extracting(Figure::name)
        .containsExactly("gather_leaf=http_variant=fail-fast_fanOut");
  }

  @Test
  void everyFigureSaysWhatItMeasuredAndWhere() {
    for (Figure figure : Figures.of(new RunView(SampleRun.threeJdks())).all()) {
      assertThat(figure.svg())
          .contains("service", "closed loop, 1 caller", " samples<")
          .containsAnyOf(
              "JDK 17: 17.0.15+6-Debian-1deb12u1 Debian",
              "JDK 25: 25.0.3+9-LTS Eclipse Adoptium",
              "JDK 21: 21.0.7+6-LTS Eclipse Adoptium")
          .contains("Machine: Some CPU | 2 CPUs, 8 GB, Linux &lt;6.1&gt;")
          .contains("Run 2026-11-20T09-14-05Z_gather_1a2b3c4");
    }
  }

  @Test
  void aCurveStopsAtTheLastPercentileThatItsSamplesSupport() {
    RunRecord run =
        new SampleRun()
            .jdk("25", "25.0.3+9")
            .forks(Model.LOOP, "25", HTTP_100, flat(1, 1_000, 100_000), flat(2, 1_000, 300_000))
            .record();
    Histogram pooled = new Histogram(3);
    pooled.recordValueWithCount(100_000, 1_000);
    pooled.recordValueWithCount(300_000, 1_000);
    ArmForks forks = run.arms().get(0);
    Map<String, Latencies> service = Map.of("service", Latencies.of(pooled));
    ArmSummary arm = new ArmSummary(new ArmForks(forks.arm(), forks.forks(), service, 0, 0));
    List<Curve.Point> points = Curve.of(arm).points();
    assertThat(points.get(points.size() - 1).beyond())
        .isCloseTo(200, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(
            points.stream().filter(Curve.Point::hasBand).mapToDouble(Curve.Point::quantile).max())
        .hasValueCloseTo(0.99, org.assertj.core.data.Offset.offset(1e-3));
  }
}
