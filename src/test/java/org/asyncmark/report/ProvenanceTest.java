package org.asyncmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.RunRecord;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private static final RunRecord RUN =
      new RunRecord(
          "r",
          "2026",
          "machine",
          "quick",
          Map.of("25", "25.0.3"),
          6,
          List.of(),
          Map.of(),
          List.of(),
          Criteria.DEFAULT,
          Map.of("JVM flags", "-Xmx1g -XX:+UseG1GC"),
          Map.of());

  @Test
  void whatTheForksRanWithIsInEveryKindOfReport() {
    assertThat(TextReport.render(RUN)).contains("\nJVM flags: -Xmx1g -XX:+UseG1GC\n");
    assertThat(Provenance.facts(new RunView(RUN)))
        .containsEntry("JVM flags", "-Xmx1g -XX:+UseG1GC");
  }

  @Test
  void aRunThatDoesNotSayHasNoSuchLine() {
    RunRecord silent =
        new RunRecord(
            "r", "2026", "machine", "quick", Map.of("25", "25.0.3"), 6, List.of(), Map.of());
    assertThat(TextReport.render(silent)).doesNotContain("JVM flags");
  }
}
