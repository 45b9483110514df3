package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.EnvironmentException;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Manifests that somebody has edited, where the reader of JSON would accept it. */
class ManifestTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  @TempDir private Path results;
  private Path folder;

  @BeforeEach
  void declare() {
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK);
    Plan declared = plan.part("declared", plan.fork(), plan.arms()).declaring(0.03);
    RunEnvironment environment = RunEnvironment.ofThisMachine(JDK, List.of());
    folder = RunStore.create(results, declared, environment).folder();
  }

  @Test
  void anEditThatLeavesEverythingInItsPlaceIsRead() throws IOException {
    edit("seed", "7");
    assertThatCode(() -> RunStore.open(folder)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rounds            | nothing    | wanted rounds, found none",
        "rounds            | 0          | wanted 1 to 100000 rounds, got 0",
        "rounds            | 1.5        | wanted a whole number in rounds, found 1.5",
        "fork              | {}         | wanted measuredIterations of 1 and up, got 0",
        "fork.measuredMillis | \"x\"    | wanted a whole number in fork.measuredMillis, found \"x\"",
        "fork.deadlineMillis | -1       | wanted deadlineMillis of 0 and up, got -1",
        "fork.warmUpCapMillis | nothing | wanted fork.warmUpCapMillis, found none",
        "terms.looks.rounds | [-7]      | wanted looks after ascending rounds, got [-7]",
        "terms.exclusion.mostShare | nothing | wanted terms.exclusion.mostShare, found none",
        "source.jarSha256  | 7          | wanted text in source.jarSha256, found 7",
        "source.dirty      | \"no\"     | wanted true or false in source.dirty, found \"no\"",
        "startedUtc        | -7         | wanted text in startedUtc, found -7",
        "startedUtc        | \"\\u001b[2J\" | wanted text without control characters in startedUtc",
        "arms              | {}         | wanted a list in arms, found {}",
        "arms.0.arm.model  | \"fibre\" | wanted one of the models [platform, virtual, future, loop,"
            + " asyncio], got 'fibre'",
        "terms.delta       | null       | delta must be above 0, got 0.0",
        "arms.0.arm.jdk    | \"8\"      | wanted one of the jdks [25], got '8'",
        "arms.0.rounds     | 100001     | wanted 1 to 100000 rounds, got 100001"
      })
  void anEditThatMakesNoPlanIsToldWithItsPlace(String place, String value, String message)
      throws IOException {
    edit(place, value);
    assertThatThrownBy(() -> RunStore.open(folder))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            folder.resolve(RunStore.MANIFEST)
                + " is damaged: "
                + message
                + "; restore it or measure again");
  }

  private void edit(String place, String json) throws IOException {
    Path manifest = folder.resolve(RunStore.MANIFEST);
    JsonNode tree = RunJson.MAPPER.readTree(manifest.toFile());
    String[] path = place.split("\\.");
    JsonNode parent = tree;
    for (int i = 0; i < path.length - 1; i++) {
      parent =
          parent instanceof ArrayNode list
              ? list.get(Integer.parseInt(path[i]))
              : parent.get(path[i]);
    }
    ObjectNode object = (ObjectNode) parent;
    if (json.equals("nothing")) {
      object.remove(path[path.length - 1]);
    } else {
      object.set(path[path.length - 1], RunJson.MAPPER.readTree(json));
    }
    RunJson.write(manifest, tree);
  }
}
