package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.asyncmark.report.SampleRun.flat;

import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.text.Markdown;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  @Test
  void textOfTheRunIsEscaped() {
    SampleRun run = new SampleRun().jdk("25", "25 <script>alert(1)</script>");
    run.forks(Model.LOOP, "25", Map.of("leaf", "<img src=x>"), flat(1, 20, 800_000));
    assertThat(HtmlReport.render(run.record()))
        .contains("25 &lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script", "<img");
  }

  @Test
  void thePageNeedsNoOtherFile() {
    assertThat(HtmlReport.render(SampleRun.threeJdks()))
        .contains("<svg xmlns=")
        .doesNotContain("src=", "href=", "url(", "@import");
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
}
