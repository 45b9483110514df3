package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.asyncmark.analyse.Row;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.report.figure.Figures;
import org.asyncmark.report.figure.ForkFigure;
import org.asyncmark.report.figure.PercentileFigure;
import org.asyncmark.report.figure.SizeFigure;
import org.junit.jupiter.api.Test;

class GoldenReportTest {
  private final RunRecord run = SampleRun.threeJdks();
  private final RunView view = new RunView(run);
  private final Row http = view.rows().get(0);

  @Test
  void theTextReportIsAsRecorded() throws IOException {
    Golden.check("report.txt", TextReport.render(run));
  }

  @Test
  void theMarkdownReportIsAsRecorded() throws IOException {
    Golden.check("REPORT.md", MarkdownReport.render(run, "../../plots/" + run.id() + "/"));
  }

  @Test
  void theNumbersOfThePercentileFigureAreAsRecorded() throws IOException {
    Golden.check("percentiles.csv", PercentileFigure.csv(view, view.comparisons(http).get(0)));
  }

  @Test
  void theNumbersOfTheForkFigureAreAsRecorded() throws IOException {
    Golden.check("forks.csv", ForkFigure.csv(view, http));
  }

  @Test
  void theNumbersOfTheSizeFigureAreAsRecorded() throws IOException {
    Golden.check("fanOut.csv", SizeFigure.csv(view, http.without("fanOut"), "fanOut"));
  }

  @Test
  void nothingDependsOnTheLocale() {
    String text = TextReport.render(run);
    String markdown = MarkdownReport.render(run, "");
    String html = HtmlReport.render(run);
    Figures figures = Figures.of(view);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(TextReport.render(run)).isEqualTo(text);
      assertThat(MarkdownReport.render(run, "")).isEqualTo(markdown);
      assertThat(HtmlReport.render(run)).isEqualTo(html);
      assertThat(Figures.of(new RunView(run))).isEqualTo(figures);
    } finally {
      Locale.setDefault(before);
    }
  }
}
