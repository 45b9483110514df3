package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static final RunRecord SILENT = Runs.of(Map.of("25", "25.0.3"), 6, List.of(), Map.of());
  private static final RunRecord RUN =
      Runs.withConditions(SILENT, Map.of("JVM flags", "-Xmx1g -XX:+UseG1GC"));

  @Test
  void whatTheForksRanWithIsInEveryKindOfReport() {
    assertThat(TextReport.render(RUN)).contains("\nJVM flags: -Xmx1g -XX:+UseG1GC\n");
    assertThat(Provenance.facts(new RunView(RUN)))
        .containsEntry("JVM flags", "-Xmx1g -XX:+UseG1GC");
  }

  @Test
  void aRunThatDoesNotSayHasNoSuchLine() {
    assertThat(TextReport.render(SILENT)).doesNotContain("JVM flags");
  }
}
