package org.asyncmark.store;

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
        .containsExactly("The arguments of the JVM differ: -Xmx1g against -Xmx2g (1 result).");
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
  void argumentsThatTellResultsApartStayWhateverTheJdkOfTheOtherFileIs() throws IOException {
    RunRecord both = read(JmhText.joined(heap("1g"), heap("2g")));
    RunRecord newer = read(heap("2g").replace("25.0.3", "26.0.1"));
    assertThat(settings(SettledRuns.of(both, newer).other()))
        .extracting(each -> each.get("jvmArgs"))
        .containsOnly("-Xmx2g");
  }

  @Test
  void resultsOfSeveralJdksAreHeldAgainstTheirOwn() throws IOException {
    String newer = heap("2g").replace("25.0.3", "26.0.1");
    RunRecord both = read(JmhText.joined(heap("1g"), newer));
    SettledRuns runs = SettledRuns.of(both, both);
    assertThat(settings(runs.base())).noneMatch(each -> each.containsKey("jvmArgs"));
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
            "The JVMs differ: OpenJDK 64-Bit Server VM against OpenJDK 64-Bit Server J9 (1 result).",
            "The iterations of the warm-up differ: 1 x 1 s against 2 x 1 s (1 result).",
            "The iterations that were measured differ: 5 x 1 s against 3 x 1 s (1 result).");
  }

  @Test
  void ofTheArgumentsOfTheJvmThoseAreToldThatOneFileHasAlone() throws IOException {
    String some = with("\"jvmArgs\":[\"-Da=b\",\"-Xmx1g\",\"-Xcomp\"]");
    String other = with("\"jvmArgs\":[\"-Da=b\",\"-Xmx1g\"]");
    String turned = with("\"jvmArgs\":[\"-Xmx1g\",\"-Da=b\"]");
    assertThat(SettledRuns.of(read(some), read(other)).notes())
        .containsExactly("The arguments of the JVM differ: -Xcomp against none (1 result).");
    assertThat(SettledRuns.of(read(turned), read(other)).notes())
        .containsExactly("The arguments of the JVM differ: the same in another order (1 result).");
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
