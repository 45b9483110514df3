package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.flat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Slo;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page in a browser. */
@Tag("any-jdk")
@Timeout(60)
@EnabledIf(
    value = "org.asyncmark.report.Browser#isHere",
    disabledReason = "n/a (no Chromium and ChromeDriver on the path)")
class PageIT {
  private static final String CELL = "cell-gather_fanOut=10_leaf=http_variant=fail-fast";
  private static final String SHOWN_ROWS =
      "return [...document.querySelectorAll('tr[data-of]')].filter(r => r.offsetParent)";

  @TempDir private static Path folder;
  private static Path page;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    page = write("three", SampleRun.threeJdks());
    browser = Browser.start(Files.createDirectories(folder.resolve("profile")));
  }

  @AfterAll
  static void end() throws Exception {
    browser.close();
  }

  private static Path write(String name, RunRecord run) {
    Path results = folder.resolve(name).resolve("results");
    ReportFiles.write(run, results, folder.resolve(name).resolve("plots"));
    return results.resolve("report.html");
  }

  @BeforeEach
  void open() throws Exception {
    browser.size(1280, 900);
    browser.colours("light");
    browser.open(page, "");
    browser.console();
  }

  @Test
  void aTableSortsByNumbersBothWays() throws Exception {
    String changes =
        "return [...document.querySelector('#contrasts table:has(.reason)').tBodies[0].rows]"
            + ".map(r => r.cells[4] ? r.cells[4].textContent : '')";
    browser.click("#contrasts table:has(.reason) th:nth-child(5) button");
    List<Double> up = percents(browser.script(changes));
    assertThat(up).hasSizeGreaterThan(3).isSorted();
    browser.click("#contrasts table:has(.reason) th:nth-child(5) button");
    List<Double> down = percents(browser.script(changes));
    assertThat(down).hasSameSizeAs(up).isSortedAccordingTo(Comparator.reverseOrder());
    String last = texts(browser.script(changes)).get(texts(browser.script(changes)).size() - 1);
    assertThat(last).doesNotContain("%");
  }

  private static List<Double> percents(JsonNode cells) {
    return texts(cells).stream()
        .filter(text -> text.contains("%"))
        .map(text -> Double.valueOf(text.replace(" %", "")))
        .toList();
  }

  @Test
  void aFilterLeavesTheRowsOfOneModel() throws Exception {
    int before = browser.script(SHOWN_ROWS + ".length").asInt();
    browser.script(choose("model", "virtual"));
    JsonNode rows = browser.script(SHOWN_ROWS + ".map(r => r.textContent)");
    assertThat(texts(rows)).hasSizeBetween(4, before - 1).allMatch(row -> row.contains("virtual"));
    browser.click("#filters button");
    browser.script("return new Promise(done => setTimeout(done))");
    assertThat(browser.script(SHOWN_ROWS + ".length").asInt()).isEqualTo(before);
  }

  @Test
  void aFilterByVerdictCountsTheContrastsThatAreLeft() throws Exception {
    browser.script(choose("verdict", "faster"));
    JsonNode verdicts =
        browser.script(
            "return [...document.querySelectorAll('#contrasts tbody tr')]"
                + ".filter(r => r.offsetParent).map(r => r.cells[7].textContent)");
    assertThat(texts(verdicts)).isNotEmpty().allMatch(verdict -> verdict.startsWith("faster"));
    assertThat(browser.script("return document.getElementById('shown').textContent").asText())
        .matches(verdicts.size() + " of \\d+ contrasts");
  }

  private static String choose(String key, String text) {
    return String.join(
        "\n",
        "const select = document.getElementById('filters').elements." + key + ";",
        "const choice = [...select.options].find(o => o.text === '" + text + "');",
        "select.value = choice.value;",
        "select.dispatchEvent(new Event('input', {bubbles: true}));");
  }

  @Test
  void theValueUnderTheMouseIsThatOfTheCsv() throws Exception {
    browser.script("document.getElementById('percentiles').scrollIntoView()");
    browser.hover("#percentiles .u-over", 57, 20);
    JsonNode shown =
        browser.script(
            "const t = document.querySelector('#percentile-values table');"
                + "return [t.caption.textContent, ...[...t.tBodies[0].rows]"
                + ".map(r => r.cells[0].textContent + '|' + r.cells[2]?.textContent)]");
    String percentile = shown.get(0).asText().substring(1);
    String key = "gather_fanOut=100_leaf=http_variant=fail-fast_jdk=17_percentiles.csv";
    String line =
        Files.readAllLines(folder.resolve("three").resolve("plots").resolve(key)).stream()
            .filter(each -> each.contains(",loop,") && each.contains(",curve,"))
            .filter(each -> field(each, -4).replaceAll("\\.?0+$", "").equals(percentile))
            .findFirst()
            .orElseThrow();
    assertThat(texts(shown))
        .anySatisfy(
            row ->
                assertThat(row.replaceAll("(?<=\\d) (?=\\d)", ""))
                    .startsWith("selector loop")
                    .contains("JDK 17.0.15+6|" + field(line, -3)));
  }

  /** Returns a field of a line, counted from its end. */
  private static String field(String line, int place) {
    String[] fields = line.split(",", -1);
    return fields[fields.length + place];
  }

  @Test
  void theArrowKeysMoveAlongThePercentiles() throws Exception {
    String caption = "return document.querySelector('#percentile-values caption').textContent";
    String before = browser.script(caption).asText();
    browser.type("#percentile", "\uE012"); // arrow left
    assertThat(browser.script(caption).asText()).startsWith("p").isNotEqualTo(before);
  }

  @Test
  void theFirstTabGoesToTheSummaryAndAHeadingSortsByTheKeyboard() throws Exception {
    browser.type("body", "\uE004");
    assertThat(browser.script("return document.activeElement.className").asText())
        .isEqualTo("skip");
    browser.type("#contrasts th button", "\uE007");
    assertThat(browser.script("return document.querySelector('#contrasts th').ariaSort").asText())
        .isEqualTo("ascending");
  }

  @Test
  void aLinkToACellShowsItAndItsFigures() throws Exception {
    browser.open(page, "#" + CELL);
    String top = "return document.getElementById('" + CELL + "').getBoundingClientRect().top";
    assertThat(browser.script(top).asDouble()).isBetween(-5.0, 200.0);
    assertThat(
            browser.script("return document.querySelector('#chosen select').selectedIndex").asInt())
        .isEqualTo(1);
  }

  @Test
  void aLinkToACellThatIsFilteredAwayShowsIt() throws Exception {
    browser.script(choose("model", "loop"));
    String hidden = "return document.getElementById('" + CELL + "').hidden";
    assertThat(browser.script(hidden).asBoolean()).isTrue();
    browser.click("nav a[href=\"#" + CELL + "\"]");
    assertThat(browser.script(hidden).asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {420, 1280})
  void noColumnIsLostAtAWidth(int width) throws Exception {
    assertNoColumnIsLost(page, width);
  }

  @ParameterizedTest
  @ValueSource(ints = {360, 1280})
  void noColumnOfARunUnderLoadIsLostAtAWidth(int width) throws Exception {
    assertNoColumnIsLost(writeOpen(), width);
  }

  private static Path writeOpen() {
    Path results = folder.resolve("open").resolve("results");
    Path plots = folder.resolve("open").resolve("plots");
    ReportFiles.write(OpenRun.record(), Optional.of(Slo.of("p99=10ms")), results, plots);
    return results.resolve("report.html");
  }

  private static void assertNoColumnIsLost(Path of, int width) throws Exception {
    browser.size(width, 900);
    browser.open(of, "");
    JsonNode out =
        browser.script(
            "return [...document.querySelectorAll('td, tbody th')].filter(c => {"
                + "const r = c.getBoundingClientRect();"
                + "return c.offsetParent && (r.left < 0 || r.right > innerWidth || r.width === 0"
                + " || c.scrollWidth > c.clientWidth + 1);}).map(c => c.textContent)");
    assertThat(texts(out)).isEmpty();
    assertThat(browser.script("return document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
  }

  @Test
  void ratesAreSortedByTheirNumbersAndTheRestOfAPageUnderLoadIsSilent() throws Exception {
    browser.open(writeOpen(), "#load");
    String head = "#load .table:nth-of-type(2) th:nth-child(2) button";
    browser.click(head);
    browser.click(head);
    JsonNode rates =
        browser.script(
            "return [...document.querySelectorAll('#load .table')][1].querySelector('table')"
                + ".tBodies[0].rows[0].cells[1].textContent");
    assertThat(rates.asText()).isEqualTo("4 000/s");
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void aNarrowScreenNamesTheColumnOfEachCell() throws Exception {
    browser.size(420, 900);
    assertThat(
            browser
                .script(
                    "return getComputedStyle(document.querySelector("
                        + "'#contrasts tbody td:nth-child(6)'), '::before').content")
                .asText())
        .isEqualTo("\"[95 % CI]\"");
  }

  @Test
  void aPrintIsTwoPagesAtMost() throws Exception {
    String pdf = new String(browser.print(), StandardCharsets.ISO_8859_1);
    assertThat(Pattern.compile("/Type\\s*/Page\\b").matcher(pdf).results().count())
        .isBetween(1L, 2L);
  }

  @Test
  void aContrastIsCopiedAsMarkdownAndAsASentence() throws Exception {
    browser.script(
        "Object.defineProperty(navigator, 'clipboard', {value:"
            + " {writeText: text => { window.copied = text; return Promise.resolve(); }}})");
    browser.click("[data-copy=Markdown]");
    List<String> markdown = browser.script("return copied").asText().lines().toList();
    assertThat(markdown.get(0)).startsWith("| what | compared | base p50 | paired p50 | change |");
    assertThat(markdown.get(1)).startsWith("|---|---|---:|");
    assertThat(markdown.get(2)).startsWith("| gather").contains(" vs ", " % |");
    browser.click("[data-copy=citation]");
    assertThat(browser.script("return copied").asText())
        .startsWith("In gather ")
        .contains("n = 6 rounds, paired", "; measured on Some CPU", ", run 2026-11-20T09");
  }

  @Test
  void aDarkScreenGetsADarkPage() throws Exception {
    String paper = "return getComputedStyle(document.body).backgroundColor";
    assertThat(browser.script(paper).asText()).isEqualTo("rgb(255, 255, 255)");
    browser.colours("dark");
    assertThat(browser.script(paper).asText()).isEqualTo("rgb(28, 28, 30)");
  }

  @Test
  void nothingIsAskedForAndTheConsoleIsSilent() throws Exception {
    browser.open(page, "");
    browser.script("document.querySelector('[value=linear]').click()");
    assertThat(browser.script("return performance.getEntriesByType('resource').length").asInt())
        .isZero();
    assertThat(browser.console()).isEmpty();
  }

  @Test
  void hostileLabelsStayText() throws Exception {
    String attack = "</script><script>window.hit = 1</script>\"'><img src=x onerror=window.hit=1>";
    SampleRun run = new SampleRun().jdk(attack, "25 " + attack);
    run.forks(
        Model.LOOP, attack, Map.of("leaf", attack, attack, "1"), flat(1, 20, 8), flat(2, 20, 9));
    run.forks(
        Model.FUTURE, attack, Map.of("leaf", attack, attack, "1"), flat(1, 20, 8), flat(2, 20, 9));
    browser.open(write("hostile", run.record()), "");
    assertThat(browser.console()).isEmpty();
    assertThat(browser.script("return window.hit === undefined").asBoolean()).isTrue();
    assertThat(browser.script("return document.querySelectorAll('img').length").asInt()).isZero();
    assertThat(browser.script("return document.querySelector('#chosen option').text").asText())
        .contains("leaf=" + attack);
  }

  @Test
  void aReaderWithoutScriptsSeesTablesAndFigures() throws Exception {
    browser.scripts(false);
    try {
      browser.open(page, "");
    } finally {
      browser.scripts(true); // the page stays as it was made without
    }
    String figures = "return document.querySelectorAll('.cell noscript svg').length";
    assertThat(browser.script(figures).asInt()).isGreaterThan(8);
    assertThat(browser.script("return document.getElementById('explore').offsetParent").isNull())
        .isTrue();
  }

  @Test
  void aHundredCellsOnThreeJdksAreUsableWithinASecond() throws Exception {
    Path large = write("large", SampleRun.hundredCells());
    // processor time, because other tests of the build run beside this one
    List<Double> seconds = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      browser.open(large, "");
      seconds.add(browser.metric("ThreadTime"));
    }
    assertThat(seconds.stream().min(Comparator.naturalOrder()).orElseThrow())
        .as("s of the page's thread from %s bytes to the load event", Files.size(large))
        .isBetween(0.01, 1.0);
    String act =
        "const start = performance.now();"
            + choose("model", "virtual")
            + "document.body.offsetHeight; return performance.now() - start;";
    assertThat(browser.script(act).asDouble()).isLessThan(1000);
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
