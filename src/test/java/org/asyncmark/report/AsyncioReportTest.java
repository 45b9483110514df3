package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asyncmark.analyse.Background;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.Question;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.model.Model;
import org.asyncmark.report.figure.Figure;
import org.asyncmark.report.figure.Figures;
import org.asyncmark.report.figure.ForkFigure;
import org.asyncmark.report.figure.SizeFigure;
import org.junit.jupiter.api.Test;

class AsyncioReportTest {
  private static final String NAME = "asyncio on CPython 3.11.7";

  private final RunRecord run = AsyncioRun.withPlacebo(AsyncioRun.sample());
  private final RunView view = new RunView(run);

  @Test
  void theTextReportIsAsRecorded() throws IOException {
    Golden.check("report-asyncio.txt", TextReport.render(run));
  }

  @Test
  void theMarkdownReportIsAsRecorded() throws IOException {
    Golden.check("REPORT-asyncio.md", MarkdownReport.render(run, "../../plots/" + run.id() + "/"));
  }

  @Test
  void theContrastsAreAsRecorded() throws IOException {
    Golden.check("contrasts-asyncio.csv", ContrastText.CSV.render(view.contrasts()));
  }

  @Test
  void theSummarySaysHowFarTheBestModelOfEachJdkIsAhead() {
    Background committed = new Background(null, "commit 1a2b3c4", true, List.of(), 0, 3);
    assertThat(SummaryText.text(Runs.withBackground(AsyncioRun.sample().record(), committed)))
        .isEqualTo(
            """
            17:platform → 25:virtual? (run 2026-11-20T09-14-05Z_gather_1a2b3c4)
            Some CPU | 2 CPUs, 8 GB, Linux <6.1>; 17 is 17.0.15+6 Maker, 25 is 25.0.3+9 Maker, py3.11 is CPython 3.11.7
            Citable on 10 rounds, where it is decided.
            80 forks: none lost, unsteady or drifting. Measured with commit 1a2b3c4.

            all cells, p50 of one op; how much identical code differs was not measured
            cell         17:platform  25:virtual  JDK alone      model alone, on 25  both [95 % CI]
            gather http      2.02 ms      806 µs  -5.3 % faster  -57.9 % faster      -60.1 % [-60.2, -59.9] faster

            all cells, other models on 25
            cell         platform  future [95 % CI]               loop [95 % CI]
            gather http   1.91 ms  -42.1 % [-42.2, -41.9] faster  -50.1 % [-50.2, -49.9] faster

            asyncio on CPython 3.11.7, p50 of gather http: 17 loop is 3.00 times [2.99, 3.01] as fast; 25 virtual is 3.75
            times [3.74, 3.77] as fast

            decided: 25:virtual is faster in gather http
            """);
  }

  @Test
  void aLeadThatTheRoundsAreTooFewForSaysSo() {
    SampleRun six = new SampleRun().jdk("25", "25.0.3+9 Maker").jdk("py3.11", "3.11.7 CPython");
    for (Model model : List.of(Model.PLATFORM, Model.VIRTUAL, Model.ASYNCIO)) {
      String jdk = model == Model.ASYNCIO ? "py3.11" : "25";
      double[] p50s = Arrays.copyOf(AsyncioRun.about(model == Model.ASYNCIO ? 3000 : 1000), 6);
      six.arm(model, jdk, SampleRun.HTTP_100, 2000, p50s);
    }
    assertThat(AsyncioLeads.sentences(six.record()))
        .singleElement()
        .asString()
        .matches(
            NAME
                + ", p50 of gather http: 25 \\w+ is \\d\\.\\d\\d times \\[\\d\\.\\d\\d, \\d\\.\\d\\d at"
                + " 93\\.8 %] as fast");
  }

  @Test
  void aLeadThatIsNoneSaysSo() {
    RunRecord same =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .jdk("py3.11", "3.11.7 CPython")
            .preset("standard", 10)
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, AsyncioRun.about(1000))
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, AsyncioRun.about(1001))
            .record();
    assertThat(AsyncioLeads.sentences(same))
        .singleElement()
        .asString()
        .endsWith(" as fast, the same within ±3 %");
  }

  @Test
  void forksThatGaveTooLittleForARatioAreToldInItsPlace() {
    RunRecord few =
        new SampleRun()
            .jdk("25", "25.0.3+9 Maker")
            .jdk("py3.11", "3.11.7 CPython")
            .preset("standard", 10)
            .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, AsyncioRun.about(1000))
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 5, AsyncioRun.about(3000))
            .record();
    assertThat(AsyncioLeads.sentences(few))
        .containsExactly(
            NAME + ", p50 of gather http: 25: no verdict, p50 needs 20 samples in each fork");
  }

  @Test
  void ofManyCellsTheSummaryOfATerminalHasFourAndTheOtherReportsHaveAll() {
    SampleRun many = new SampleRun().jdk("25", "25.0.3+9 Maker").jdk("py3.11", "3.11.7 CPython");
    for (int fanOut = 1; fanOut <= 30; fanOut++) {
      Map<String, String> params = SampleRun.params("http", fanOut);
      many.arm(Model.PLATFORM, "25", params, 100, AsyncioRun.about(1000))
          .arm(Model.VIRTUAL, "25", params, 100, AsyncioRun.about(500))
          .arm(Model.ASYNCIO, "py3.11", params, 100, AsyncioRun.about(3000));
    }
    RunRecord record = many.preset("standard", 10).record();
    String text = SummaryText.text(record);
    assertThat(text.lines()).hasSizeLessThanOrEqualTo(40).contains("… 26 more lines in REPORT.md");
    assertThat(text.lines().filter(line -> line.startsWith(NAME))).hasSize(4);
    assertThat(SummaryText.markdown(record).lines().filter(line -> line.startsWith("- " + NAME)))
        .hasSize(30);
    assertThat(HtmlReport.render(record).lines().filter(line -> line.startsWith("<li>" + NAME)))
        .hasSize(30);
  }

  @Test
  void noReportCallsAPythonAJdk() {
    RunRecord two =
        AsyncioRun.withPlacebo(AsyncioRun.twoPythons())
            .asking(Question.of("25:loop", "py3.11:asyncio"));
    RunView viewOfTwo = new RunView(two);
    Stream<String> tables =
        Arrays.stream(ContrastText.values()).map(each -> each.render(viewOfTwo.contrasts()));
    Stream<String> figures =
        Figures.of(viewOfTwo).all().stream()
            .flatMap(each -> Stream.of(each.svg(), each.csv(), each.caption()));
    Stream<String> reports =
        Stream.of(
            TextReport.render(two),
            TextReport.summary(two),
            MarkdownReport.render(two, ""),
            HtmlReport.render(two));
    assertThat(Stream.of(tables, figures, reports).flatMap(each -> each))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            text -> assertThat(text).doesNotContain("JDK py", "JDK CPython", "JDK 3.1", "on py3"));
  }

  @Test
  void asyncioStandsBesideTheModelsOfEachJdkInTablesAndLegends() {
    for (Comparison comparison : view.comparisons(view.rows().get(0))) {
      List<ResultTable.Row> rows = ResultTable.of(comparison).rows();
      assertThat(rows.get(rows.size() - 1).model()).isEqualTo(NAME);
    }
    assertThat(Figures.of(view).all())
        .filteredOn(figure -> figure.name().endsWith("_percentiles"))
        .hasSize(2)
        .allSatisfy(
            figure -> {
              assertThat(figure.svg())
                  .contains(">" + NAME + "<")
                  .contains("py3.11: CPython 3.11.7");
              assertThat(figure.csv()).contains(",py3.11,3.11.7 CPython,asyncio,");
            });
  }

  @Test
  void theForksOfAsyncioAreDrawnOnce() {
    String csv = ForkFigure.csv(view, view.rows().get(0));
    assertThat(csv.lines().filter(line -> line.contains(",asyncio,"))).hasSize(10);
    assertThat(figure("_forks").svg())
        .containsOnlyOnce(">CPython 3.11.7<")
        .containsOnlyOnce(">asyncio<");
  }

  @Test
  void asyncioIsInEachPanelOverASizeAndOnceInItsNumbers() {
    SampleRun sizes = AsyncioRun.sample();
    for (String jdk : List.of("17", "25")) {
      sizes.arm(Model.LOOP, jdk, SampleRun.params("http", 10), 2000, AsyncioRun.about(90));
    }
    sizes.arm(Model.ASYNCIO, "py3.11", SampleRun.params("http", 10), 2000, AsyncioRun.about(300));
    RunView of = new RunView(sizes.record());
    Figure figure = Figures.of(of).overSizes().get(0);
    assertThat(figure.svg())
        .contains(">JDK 17.0.15+6<", ">JDK 25.0.3+9<")
        .doesNotContain(">CPython");
    String csv = SizeFigure.csv(of, of.rows().get(0).without("fanOut"), "fanOut");
    assertThat(csv.lines().filter(line -> line.contains(",asyncio,"))).hasSize(2);
  }

  private Figure figure(String end) {
    return Figures.of(view).all().stream()
        .filter(each -> each.name().endsWith(end))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePageLetsChooseRuntimesAndHasEachArmOnce() throws IOException {
    String html = HtmlReport.render(run);
    assertThat(html)
        .contains("<fieldset><legend>Runtimes</legend>")
        .contains("<label>Runtime <select name=\"jdk\">")
        .contains("<option value=\"2\">CPython 3.11.7</option>")
        .contains("name=\"jdk\" value=\"1\" checked> 25.0.3+9</label>")
        .contains("name=\"jdk\" value=\"2\" checked> CPython 3.11.7</label>");
    JsonNode arms = data(html).at("/cells/0/arms");
    assertThat(arms).hasSize(9); // one of them is n/a
    Map<String, Integer> names = new TreeMap<>();
    arms.forEach(arm -> names.merge(arm.get("name").asText(), 1, Integer::sum));
    assertThat(names)
        .hasSize(9)
        .containsKeys(NAME, "selector loop, JDK 17.0.15+6", "virtual threads, JDK 17.0.15+6");
  }

  @Test
  void aRowOfAsyncioIsFoundByItsPythonAndByTheJdkThatItStandsBeside() {
    assertThat(HtmlReport.render(run))
        .containsPattern("data-of=\"0;4;2 0;\"><th scope=\"row\">" + NAME)
        .containsPattern("data-of=\"0;4;2 1;\"><th scope=\"row\">" + NAME);
  }

  @Test
  void aRunWithoutPythonsSpeaksOfJdksAlone() {
    RunRecord java = AsyncioRun.jdks().record();
    assertThat(HtmlReport.render(java))
        .contains("<fieldset><legend>JDKs</legend>", "<label>JDK <select name=\"jdk\">");
    assertThat(TextReport.render(java) + MarkdownReport.render(java, ""))
        .doesNotContainIgnoringCase("asyncio ", "python");
  }

  @Test
  void aContrastWithAsyncioIsASentence() {
    ContrastRow row =
        view.contrasts().get(0).rows().stream()
            .filter(each -> each.other().ofPython())
            .findFirst()
            .orElseThrow();
    assertThat(new ContrastSentence(run, row).text())
        .contains(
            "service p50 with " + NAME + " was ",
            " higher than with platform threads (pool 64) on JDK 17.0.15+6 Maker");
  }

  @Test
  void aPythonThatIsNotThereIsTold() {
    RunRecord none = AsyncioRun.jdks().absent(Model.ASYNCIO, "python", SampleRun.HTTP_100).record();
    String text = TextReport.render(none) + MarkdownReport.render(none, "");
    assertThat(text)
        .contains("Asyncio: n/a (asyncio runs on CPython).")
        .doesNotContain("JDK python");
    Comparison first = new RunView(none).comparisons(view.rows().get(0)).get(0);
    assertThat(ResultTable.of(first).rows())
        .contains(new ResultTable.Row("asyncio", List.of(), "n/a (asyncio runs on CPython)"));
  }

  @Test
  void aRunOfAPythonAloneIsOfNoJdk() {
    RunRecord alone =
        new SampleRun()
            .jdk("py3.11", "3.11.7 CPython")
            .preset("standard", 10)
            .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, AsyncioRun.about(3000))
            .record();
    assertThat(TextReport.render(alone))
        .contains("CPython 3.11.7 · closed loop", "On CPython 3.11.7, gather (")
        .doesNotContain("JDK");
    assertThat(HtmlReport.render(alone)).contains("CPython 3.11.7, latencies in ms");
  }

  private static JsonNode data(String html) throws IOException {
    Matcher data =
        Pattern.compile(
                "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(html);
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }
}
