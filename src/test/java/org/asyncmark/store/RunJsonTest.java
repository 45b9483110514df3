package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunJsonTest {
  @ParameterizedTest
  @CsvSource({"64, 64", "0, 0", "http, \"http\"", "007, \"007\"", "1.5, \"1.5\""})
  void aNumberIsANumberInFilesAndAWordIsText(String text, String json) throws Exception {
    assertThat(RunJson.MAPPER.writeValueAsString(Value.of(text))).isEqualTo(json);
    assertThat(RunJson.MAPPER.readValue(json, Value.class)).isEqualTo(Value.of(text));
  }

  @Test
  void aNumberWrittenAsTextIsTheNumber() throws Exception {
    assertThat(RunJson.MAPPER.readValue("\"64\"", Value.class)).isEqualTo(Value.of(64));
  }

  @ParameterizedTest
  @CsvSource({"1.5", "true", "[]", "{}"})
  void whatIsNeitherANumberNorTextIsRefused(String json) {
    assertThatThrownBy(() -> RunJson.MAPPER.readValue(json, Value.class))
        .isInstanceOf(JsonMappingException.class);
  }

  @Test
  void anEmptyFileIsDamageWhateverIsWanted(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("jmh.json"));
    assertThatThrownBy(() -> RunJson.read(file, JsonNode.class))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(file + " is damaged: wanted content, found none; restore it or measure again");
  }

  @Test
  void anArmComesBackWithWhatIsItsModelsOwn() throws JsonProcessingException {
    Arm arm =
        Arms.of(
            "queue",
            "future",
            "25",
            Map.of("capacity", "unbounded", "producers", "4", "mechanism", "own", "poolSize", "2"));
    String json = RunJson.MAPPER.writeValueAsString(arm);
    assertThat(RunJson.MAPPER.readTree(json))
        .isEqualTo(
            RunJson.MAPPER.readTree(
                """
                {"pattern": "queue", "model": "future", "jdk": "25",
                 "params": {"capacity": "unbounded", "producers": 4},
                 "own": {"mechanism": "own", "poolSize": 2}}"""));
    assertThat(RunJson.MAPPER.readValue(json, Arm.class)).isEqualTo(arm);
  }
}
