package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Arms;
import org.junit.jupiter.api.Test;

class JmhJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void rawDataIsAListOfForksEachWithItsIterations() throws Exception {
    JsonNode merged = merge();
    assertThat(merged.get("forks").asInt()).isEqualTo(2);
    assertThat(merged.at("/primaryMetric/rawData").toString()).isEqualTo("[[1.0,3.0],[5.0,7.0]]");
  }

  @Test
  void scoreAndErrorAreThoseOfAllIterations() throws Exception {
    JsonNode metric = merge().get("primaryMetric");
    assertThat(metric.get("score").asDouble()).isEqualTo(4);
    // sd = 2.582, n = 4, Student's t for 99.9 % and 3 degrees of freedom = 12.924
    assertThat(metric.get("scoreError").asDouble()).isCloseTo(12.924 * 2.582 / 2, within(0.01));
    assertThat(metric.at("/scorePercentiles/50.0").asDouble()).isEqualTo(4);
  }

  @Test
  void rowsOfAHistogramComeFromTheSumOfTheForks() throws Exception {
    JsonNode row = merge().at("/secondaryMetrics/service:p50");
    assertThat(row.get("rawData").toString()).isEqualTo("[[10.0],[1000.0]]");
    assertThat(row.get("score").asDouble()).isEqualTo(10);
  }

  @Test
  void aParameterThatJmhDoesNotKnowTellsResultsApart() throws Exception {
    assertThat(merge().get("params").toString()).isEqualTo("{\"model\":\"LOOP\",\"cpus\":\"1\"}");
  }

  @Test
  void aRowThatOneForkLacksIsKept() throws Exception {
    assertThat(merge().at("/secondaryMetrics/service:p90/rawData").toString())
        .isEqualTo("[[1000.0]]");
  }

  @Test
  void whatIsNoNumberIsWrittenAsJmhWritesIt() throws Exception {
    JsonNode alone =
        JmhJson.merge(List.of(JSON.readTree(fork("[[2.0]]", "10.0", ""))), Map.of(), Map.of());
    assertThat(alone.at("/primaryMetric/scoreError").toString()).isEqualTo("\"NaN\"");
  }

  private static JsonNode merge() throws Exception {
    Histogram sum = new Histogram(3);
    sum.recordValueWithCount(10, 90);
    sum.recordValueWithCount(1_000, 30);
    return JmhJson.merge(
        List.of(
            JSON.readTree(fork("[[1.0,3.0]]", "10.0", "")),
            JSON.readTree(
                fork(
                    "[[5.0,7.0]]",
                    "1000.0",
                    ",\"service:p90\":{\"score\":1000.0,\"scoreUnit\":\"ns\",\"rawData\":[[1000.0]]}"))),
        Arms.values(Map.of("model", "loop", "cpus", "1")),
        Map.of("service", sum));
  }

  private static String fork(String rawData, String p50, String more) {
    return String.format(
        Locale.ROOT,
        """
        [{"benchmark":"b","forks":1,"params":{"model":"LOOP"},
          "primaryMetric":{"score":0,"scoreUnit":"us/op","rawData":%s},
          "secondaryMetrics":{"service:p50":{"score":%s,"scoreUnit":"ns","rawData":[[%s]]}%s}}]
        """,
        rawData,
        p50,
        p50,
        more);
  }
}
