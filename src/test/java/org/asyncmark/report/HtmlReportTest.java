package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.flat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.analyse.Background;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.model.Model;
import org.asyncmark.text.Markdown;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String THREE_JDKS = HtmlReport.render(SampleRun.threeJdks());

  @Test
  void textOfTheRunIsEscaped() {
    SampleRun run = new SampleRun().jdk("25", "25 <script>alert(1)</script>");
    run.forks(Model.LOOP, "25", Map.of("leaf", "<img src=x>"), flat(1, 20, 800_000));
    assertThat(HtmlReport.render(run.record()))
        .contains("25 &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script>alert", "<img");
  }

  @Test
  void noLabelEndsTheDataOfThePage() throws IOException {
    String label = "</script><!--\"'\\";
    SampleRun run = new SampleRun().jdk("25", "25.0.3+9");
    run.forks(Model.LOOP, "25", Map.of("leaf", label), flat(1, 20, 800_000));
    assertThat(data(HtmlReport.render(run.record())).at("/cells/0/label").asText())
        .contains("leaf=" + label);
  }

  @Test
  void thePageNeedsNoOtherFile() {
    assertThat(THREE_JDKS.replaceAll("(?s)<(style|script)[^>]*>.*?</\\1>", ""))
        .contains("<svg xmlns=")
        .doesNotContain("src=", "url(", "@import", "<link")
        .doesNotContainPattern("href=\"(?!#)");
  }

  @Test
  void thePolicyAllowsTheScriptsOfThePageAndNoOthers() {
    Matcher policy =
        Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
            .matcher(THREE_JDKS);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1)).isEqualTo(PageAssets.policy(PageAssets.scripts()));
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .endsWith("; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
    assertThat(THREE_JDKS).doesNotContainPattern(" on[a-z]+=\"");
    PageAssets.scripts()
        .forEach(script -> assertThat(THREE_JDKS).contains("<script>" + script + "</script>"));
  }

  @Test
  void everyLinkWithinThePageHasItsTarget() {
    Matcher links = Pattern.compile("href=\"#([^\"]*)\"").matcher(THREE_JDKS);
    assertThat(links.results().map(link -> link.group(1)).distinct())
        .hasSizeGreaterThan(6)
        .contains("cell-gather_fanOut=100_leaf=http_variant=fail-fast")
        .allSatisfy(id -> assertThat(THREE_JDKS).containsOnlyOnce("id=\"" + id + "\""));
  }

  @Test
  void figuresForReadersWithoutScriptsAreSvg() {
    assertThat(THREE_JDKS)
        .containsPattern("(?s)<noscript>\\s*<figure><svg.*p50 of every fork.*</noscript>");
  }

  @Test
  void theNumbersOfThePageAreThoseOfTheRun() throws IOException {
    SampleRun run = new SampleRun().jdk("25", "25.0.3+9");
    run.forks(Model.LOOP, "25", SampleRun.HTTP_100, flat(1, 20, 800_000), flat(3, 20, 900_000));
    JsonNode arm = data(HtmlReport.render(run.record())).at("/cells/0/arms/0");
    assertThat(arm.get("rounds")).hasToString("[1,3]");
    assertThat(arm.get("p50").get(0).asLong()).isBetween(800_000L, 801_000L);
    assertThat(arm.get("lowest").size()).isEqualTo(arm.get("highest").size()).isPositive();
  }

  @Test
  void theSummaryStandsFirst() {
    Summary summary = Summary.of(SampleRun.threeJdks());
    assertThat(THREE_JDKS.indexOf("<section id=\"summary\""))
        .isLessThan(THREE_JDKS.indexOf("<nav"));
    assertThat(THREE_JDKS)
        .contains("<b>17:platform → 25:virtual?</b> " + summary.standing())
        .contains("<caption>" + summary.blocks().get(0).title() + "</caption>");
  }

  @Test
  void whatTheDoctorWarnedOfIsShown() {
    RunRecord run = SampleRun.threeJdks();
    Background warned = new Background(null, "commit 1", true, List.of("load: 4 on 2"), 0, 0);
    assertThat(HtmlReport.render(Runs.withBackground(run, warned)))
        .contains("<p>The doctor warned:</p>", "<li>load: 4 on 2</li>");
    assertThat(THREE_JDKS).doesNotContain("The doctor warned");
  }

  @Test
  void aContrastOfFewRoundsIsNotOfferedAsACitation() {
    assertThat(THREE_JDKS)
        .containsPattern(
            "data-sentence=\"In gather [^\"]* rounds, paired; [^\"]*; screening, not to be cited\"");
  }

  @Test
  void aHundredCellsOnThreeJdksTakeThreeMegabytesAtMost() {
    String html = HtmlReport.render(SampleRun.hundredCells());
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(3_000_000);
  }

  @Test
  void theSmokePresetIsMarked() {
    SampleRun run = new SampleRun().preset("smoke", 1);
    assertThat(HtmlReport.render(run.record()))
        .contains(
            "<p class=\"warning\">Preset smoke shows that everything runs; its numbers are not for comparison.</p>");
    assertThat(HtmlReport.render(new SampleRun().record())).doesNotContain("class=\"warning\"");
  }

  @Test
  void markdownOfTheRunIsEscaped() {
    assertThat(Markdown.escape("a|b <c> *d*\n_e_ `f` [g]"))
        .isEqualTo("a\\|b &lt;c&gt; \\*d\\* \\_e\\_ \\`f\\` \\[g\\]");
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
