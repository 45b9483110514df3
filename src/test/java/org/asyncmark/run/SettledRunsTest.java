package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.RunRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledRunsTest {
  @TempDir private Path folder;
  private JmhText jmh;

  @BeforeEach
  void file() {
    jmh = new JmhText(folder);
  }

  private static String with(String settings) {
    return JmhText.VALID.replace("\"threads\":2", "\"threads\":2," + settings);
  }

  private static String heap(String size) {
    return with("\"jvmArgs\":[\"-Xmx" + size + "\"]");
  }

  private RunRecord read(String text) throws IOException {
    return jmh.read(text).run();
  }

  private static List<Map<String, String>> settings(RunRecord run) {
    return run.arms().stream().map(each -> each.arm().settings()).toList();
  }

  @Test
  void twoFilesWithOtherArgumentsOfTheJvmPairWithANote() throws IOException {
    SettledRuns runs = SettledRuns.of(read(heap("1g")), read(heap("2g")));
    assertThat(settings(runs.base())).containsExactly(Map.of("mode", "avgt", "threads", "2"));
    assertThat(settings(runs.other())).isEqualTo(settings(runs.base()));
    assertThat(runs.notes())
        .containsExactly("The arguments of the JVM differ: -Xmx1g against -Xmx2g (1).");
  }

  @Test
  void argumentsThatTellResultsOfOneFileApartStay() throws IOException {
    RunRecord both = read(JmhText.joined(heap("1g"), heap("2g")));
    SettledRuns runs = SettledRuns.of(both, read(heap("2g")));
    assertThat(settings(runs.base()))
        .extracting(each -> each.get("jvmArgs"))
        .containsExactly("-Xmx1g", "-Xmx2g");
    assertThat(settings(runs.other()))
        .extracting(each -> each.get("jvmArgs"))
        .containsOnly("-Xmx2g");
    assertThat(settings(runs.base())).noneMatch(each -> each.containsKey("vmName"));
    assertThat(runs.notes()).isEmpty();
  }

  @Test
  void differentWaysOfMeasuringAreTold() throws IOException {
    String some =
        with(
            "\"measurementIterations\":5,\"measurementTime\":\"1 s\",\"warmupIterations\":1,\"warmupTime\":\"1 s\"");
    String other =
        some.replace("5,", "3,")
            .replace("VM\"", "J9\"")
            .replace("warmupIterations\":1", "warmupIterations\":2");
    assertThat(SettledRuns.of(read(some), read(other)).notes())
        .containsExactly(
            "The runs were measured differently: 5 x 1 s against 3 x 1 s (1).",
            "The JVMs differ: OpenJDK 64-Bit Server VM against OpenJDK 64-Bit Server J9 (1).",
            "The runs were warmed up differently: 1 x 1 s against 2 x 1 s (1).");
  }

  @Test
  void whatOneFileDoesNotSayIsNoDifference() throws IOException {
    assertThat(SettledRuns.of(read(heap("1g")), read(JmhText.VALID)).notes()).isEmpty();
  }

  @Test
  void anOpOfOtherManyCallsIsNotTheSame() throws IOException {
    RunRecord batched = read(with("\"measurementBatchSize\":100"));
    SettledRuns runs = SettledRuns.of(read(with("\"measurementBatchSize\":1")), batched);
    assertThat(settings(runs.base())).noneMatch(each -> each.containsKey("batchSize"));
    assertThat(settings(runs.other()))
        .extracting(each -> each.get("batchSize"))
        .containsOnly("100");
  }
}
