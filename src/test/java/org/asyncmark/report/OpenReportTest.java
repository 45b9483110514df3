package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.report.figure.Figure;
import org.asyncmark.report.figure.Figures;
import org.asyncmark.report.figure.RateFigure;
import org.asyncmark.report.figure.TurnFigure;
import org.asyncmark.text.TextWidth;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class OpenReportTest {
  private static final Optional<Slo> TEN_MILLIS = Optional.of(Slo.of("p99=10ms"));

  private final RunRecord run = OpenRun.record();
  private final RunView view = new RunView(run, TEN_MILLIS);
  private final List<LoadCell> cells = view.underLoad().get(0);

  @Test
  void theTextReportIsAsRecorded() throws IOException {
    Golden.check("report-open.txt", TextReport.render(run, TEN_MILLIS));
  }

  @Test
  void theMarkdownReportIsAsRecorded() throws IOException {
    Golden.check(
        "REPORT-open.md",
        MarkdownReport.render(view, Figures.of(view), "../../plots/" + run.id() + "/"));
  }

  @Test
  void figuresOfForksAndPercentilesSayWhichAreInvalid() {
    List<String> texts =
        Figures.of(view).all().stream().map(figure -> unwrapped(figure.svg())).toList();
    assertThat(texts)
        .anyMatch(text -> text.contains("median of the valid forks; hollow: an invalid fork"))
        .anyMatch(text -> text.contains("invalid forks, which tables leave out, are in it"));
  }

  @Test
  void theNumbersOfTheRateFigureAreAsRecorded() throws IOException {
    Golden.check("rates.csv", RateFigure.csv(view, cells));
  }

  @Test
  void theNumbersOfTheTurnFigureAreAsRecorded() throws IOException {
    Golden.check("turns.csv", TurnFigure.csv(view, cells.get(1)));
  }

  @Test
  void theSummarySaysFirstWhichRatesAreHeld() {
    assertThat(SummaryText.text(run, TEN_MILLIS))
        .startsWith(
            """
            17:platform → 25:virtual? (run 2026-11-27T09-14-05Z_open_1a2b3c4)
            Some CPU | 2 CPUs, 8 GB, Linux <6.1>; 17 is 17.0.15+6-Debian-1deb12u1 Debian, 25 is 25.0.3+9-LTS Eclipse
            Adoptium
            Screening on 6 rounds: it tells where to look and is not to be cited.
            72 forks: 8 invalid. Invalid forks, which are in no verdict: achieved less than 99.9 % of offered in 6,
            backlog grows in 8. Stalls of the machine itself, the JVM's pauses among them: p99.9 210 µs in the worst arm,
            longest 9.00 ms.

            In gather (fanOut=10 leaf=http), p99 of response (from the intended start) stayed within 10 ms on JDK
            17.0.15+6 up to 500/s with platform threads; on JDK 25.0.3+9 up to 4 000/s (the highest offered) with virtual
            threads, 2 000/s with platform threads.

            gather (fanOut=10 leaf=http): p99 of response within 10 ms
            model     runtime  last held      p99  cpu/request  first broken  why
            platform  JDK 17   500/s      4.06 ms       150 µs  2 000/s       p99 14.2 ms
            virtual   JDK 17   -                -            -  -             n/a (virtual threads are final from JDK 21)
            platform  JDK 25   2 000/s    8.31 ms       145 µs  4 000/s       p99 30.5 ms; 2 of 6 forks invalid: backlog
            virtual   JDK 25   4 000/s    9.23 ms      88.0 µs  -             no higher rate was offered

            all cells, p50 of response; how much identical code differs was not measured
            """);
  }

  @Test
  void whatWasHeldIsWholeWhereTheBlocksBehindItAreLeftOut() {
    Summary whole = Summary.of(run, TEN_MILLIS);
    List<Summary.Block> blocks =
        List.of(block("held", 8), block("answer", 6), block("models", 6), block("costs", 6));
    Summary fitting = SummaryText.fitting(run, whole.with(blocks));
    assertThat(fitting.blocks())
        .extracting(block -> block.title() + " " + block.rows().size() + " + " + block.more())
        .containsExactly("held 8 + 0", "answer 6 + 12");
  }

  private static Summary.Block block(String title, int rows) {
    return new Summary.Block(
        title, List.of("cell", "change"), Collections.nCopies(rows, List.of("gather", "none")), 0);
  }

  @Test
  void theSummaryFitsATerminal() {
    assertThat(SummaryText.text(run, TEN_MILLIS).lines())
        .hasSizeLessThanOrEqualTo(40)
        .allMatch(line -> TextWidth.columns(line) <= 110);
  }

  @Test
  void withoutALimitTheHighestValidRateIsTold() {
    RunView unlimited = new RunView(run);
    List<LoadCell> same = unlimited.underLoad().get(0);
    assertThat(LoadText.held(unlimited, same))
        .isEqualTo(
            "In gather (fanOut=10 leaf=http), no limit was asked for; all forks were valid on JDK"
                + " 17.0.15+6 up to 2 000/s with platform threads; on JDK"
                + " 25.0.3+9 up to 4 000/s (the highest offered) with virtual threads, 2 000/s with"
                + " platform threads.");
    Summary.Block block = LoadBlock.of(unlimited, same);
    assertThat(block.title())
        .isEqualTo("gather (fanOut=10 leaf=http): p99 of response where all forks are valid");
    assertThat(block.rows().get(0))
        .containsExactly(
            "platform",
            "JDK 17",
            "2 000/s",
            "14.2 ms",
            "160 µs",
            "4 000/s",
            "6 of 6 forks invalid: achieved, backlog");
  }

  @Test
  void aLimitOnAnotherKindSaysWhichItIs() {
    RunView service = new RunView(run, Optional.of(Slo.of("service.p99=3ms")));
    List<LoadCell> same = service.underLoad().get(0);
    assertThat(LoadText.held(service, same))
        .contains(
            "p99 of service stayed within 3 ms on JDK 17.0.15+6 up to 2 000/s with platform threads;");
    assertThat(LoadBlock.of(service, same).title()).endsWith(": p99 of service within 3 ms");
    assertThat(Figures.of(service).of(same.get(0)).get(0).svg()).doesNotContain(">limit ");
  }

  @Test
  void aModelThatHoldsNoRateIsNamedBehindThoseThatDo() {
    RunView tight = new RunView(run, Optional.of(Slo.of("p99=3ms")));
    assertThat(LoadText.held(tight, tight.underLoad().get(0)))
        .endsWith(
            " on JDK 17.0.15+6 at no rate; on JDK 25.0.3+9 up to 500/s with virtual threads, at no rate"
                + " with platform threads.");
  }

  @Test
  void aRateThatForksWithoutAResultSayNothingOfIsNotKnown() {
    RunView atLoad = new RunView(OpenRun.atLoad(), TEN_MILLIS);
    List<LoadCell> same = atLoad.underLoad().get(0);
    assertThat(LoadText.held(atLoad, same))
        .endsWith(" with virtual threads, at no rate that is known with platform threads.");
    assertThat(LoadBlock.of(atLoad, same).rows())
        .extracting(row -> row.get(0) + " " + row.get(2))
        .contains("platform not known");
  }

  @Test
  void aTurnOfFewRequestsHasNoMedian() {
    RunView few = new RunView(OpenRun.at(12));
    assertThat(TurnFigure.csv(few, few.underLoad().get(0).get(0)).lines()).hasSize(1);
    RunView enough = new RunView(OpenRun.at(20));
    assertThat(TurnFigure.csv(enough, enough.underLoad().get(0).get(0)).lines())
        .hasSizeGreaterThan(1);
  }

  @Test
  void aLimitThatNoRateKeepsIsHeldAtNone() {
    RunView strict = new RunView(run, Optional.of(Slo.of("p99=1ms")));
    List<LoadCell> same = strict.underLoad().get(0);
    assertThat(LoadText.held(strict, same))
        .endsWith(" stayed within 1 ms on JDK 17.0.15+6, JDK 25.0.3+9 at no rate.");
    assertThat(LoadBlock.of(strict, same).rows().get(0))
        .containsExactly("platform", "JDK 17", "none", "-", "-", "500/s", "p99 4.06 ms");
  }

  @Test
  void aShareOfTheClosedMaximumIsToldWithItsRate() {
    RunView atLoad = new RunView(OpenRun.atLoad());
    List<LoadCell> same = atLoad.underLoad().get(0);
    ResultTable table = LoadTables.of(same.get(0)).get(0);
    assertThat(table.rows().get(0).reason()).isEqualTo("50 %: no fork has finished, 1 hung");
    assertThat(table.rows().get(1).cells()).startsWith("50 % (3 199/s)", "1", "1.00", "2.01");
    assertThat(Load.words(same.get(0).open(), true))
        .isEqualTo("open, fixed arrivals, 50 % of each model's closed maximum");
  }

  @Test
  void theRunThatComesNextIsOneInOpenMode() {
    assertThat(Load.options(run, Optional.of(Slo.of("p99=250us"))))
        .isEqualTo(" --mode open --rate 500,2000,4000/s --slo p99=0.25ms");
    assertThat(Load.options(OpenRun.atLoad(), Optional.empty()))
        .isEqualTo(" --mode open --load 50% --arrivals fixed");
    assertThat(Load.options(SampleRun.threeJdks(), Optional.empty())).isEmpty();
  }

  @Test
  void stallsOfTheMachineStandBesideTheResults() {
    assertThat(Trust.sentences(run))
        .contains(
            "Stalls of the machine itself, the JVM's pauses among them: p99.9 210 µs in the worst arm,"
                + " longest 9.00 ms.");
    assertThat(Trust.sentences(SampleRun.threeJdks())).noneMatch(each -> each.contains("Stalls"));
  }

  @Test
  void invalidForksAreNamedWithTheirRuleAndCount() {
    assertThat(Trust.sentences(run))
        .contains(
            "72 forks: 8 invalid.",
            "Invalid forks, which are in no verdict: achieved less than 99.9 % of offered in 6, backlog"
                + " grows in 8.");
  }

  @Test
  void oneSentenceSaysWhatTellsTheClosedLoopFromTheOpenOne() {
    assertThat(LoadText.difference(cells.get(0)))
        .hasValueSatisfying(
            sentence ->
                assertThat(sentence)
                    .endsWith(
                        ": p99 with platform threads was 36.0 ms closed (64 callers, 3 100/s), 54.0 ms"
                            + " corrected, 4.06 ms open at 500/s.")
                    .doesNotContain(". "));
  }

  @Test
  void aModelWithoutAValidForkIsNotHeldAgainstOthers() {
    Row saturated = view.rows().get(2);
    assertThat(ComparisonText.text(view, view.comparisons(saturated).get(0)))
        .contains("response: no model has a valid fork, so there is nothing to compare.")
        .contains(
            " Platform threads: no fork is valid, achieved less than 99.9 % of offered in 6,");
  }

  @Test
  void namesThatWouldBeAlikeAreCutInTheirMiddles() {
    assertThat(SummaryText.text(run, TEN_MILLIS)).contains("\ngather h… rate=500  ");
  }

  @Test
  void everyFigureIsWellFormedAndSaysItsKindAndLoad() throws Exception {
    for (Figure figure : Figures.of(view).all()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(figure.svg())));
      assertThat(figure.svg())
          .as(figure.name())
          .containsAnyOf("response", "service")
          .containsAnyOf("open, poisson arrivals, ", "closed loop, 64 callers")
          .doesNotContain("1 caller,");
    }
  }

  @Test
  void theFiguresOfACellUnderLoadAreItsRatesAndItsTurnsOnEachRuntime() {
    assertThat(Figures.of(view).of(cells.get(0)).stream().map(Figure::name))
        .containsExactly(
            "gather_fanOut=10_leaf=http_rates",
            "gather_fanOut=10_leaf=http_jdk=17_turns",
            "gather_fanOut=10_leaf=http_jdk=25_turns");
  }

  @Test
  void pointsWithInvalidForksAreHollowAndTheLimitIsALine() {
    String svg = Figures.of(view).of(cells.get(0)).get(0).svg();
    // at 4 000/s platform threads on both JDKs, in each of three panels
    assertThat(Pattern.compile("<circle class=\"am-bg\"").matcher(svg).results()).hasSize(6);
    assertThat(Pattern.compile(">limit 10 ms<").matcher(svg).results()).hasSize(2);
  }

  @Test
  void noFigureIsDrawnOverTheRateTwice() {
    assertThat(Figures.of(view).overSizes()).isEmpty();
  }

  @Test
  void thePageHasASectionOfItsOwnWithTheRatesThatAreHeldFirst() {
    String html = HtmlReport.render(view, Figures.of(view), FlameLinks.NONE);
    Matcher section =
        Pattern.compile("<section id=\"load\".*?</section>", Pattern.DOTALL).matcher(html);
    assertThat(section.find()).isTrue();
    String held = "<caption>" + LoadBlock.of(view, cells).title() + "</caption>";
    assertThat(section.group()).contains(held, "<svg ", "corrected (estimate)");
    assertThat(section.group().indexOf("<caption>")).isEqualTo(section.group().indexOf(held));
    assertThat(html).containsOnlyOnce("<a href=\"#load\">Under load</a>");
    assertThat(section.group()).doesNotContainPattern("<table>(?<!<div class=\"table\">\n<table>)");
  }

  @Test
  void aClosedRunHasNoSectionUnderLoad() {
    RunRecord closed = SampleRun.threeJdks();
    assertThat(HtmlReport.render(closed)).doesNotContain("id=\"load\"", "href=\"#load\"");
    assertThat(new RunView(closed).isOpen()).isFalse();
  }

  private static String unwrapped(String svg) {
    return svg.replaceAll("</text>\\s*<text[^>]*>", " ");
  }
}
