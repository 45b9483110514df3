package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cells;
import org.asyncmark.pattern.Pattern;
import org.junit.jupiter.api.Test;

class TaskGroupPatternTest {
  private final Pattern pattern = TaskGroupBenchmark.PATTERN;

  @Test
  void theNumberOfLeavesIsThatOfAFullTree() {
    assertThat(Cells.params(pattern, Model.LOOP, "shape=tree")).containsEntry("leaves", "46656");
    assertThat(Cells.params(pattern, Model.LOOP, "shape=tree leaves=1000"))
        .isEqualTo(Cells.params(pattern, Model.LOOP, "shape=tree leaves=1296"));
    assertThat(Cells.params(pattern, Model.LOOP, "shape=skynet leaves=1000000"))
        .containsEntry("leaves", "1000000");
  }

  @Test
  void aTreeOfMorePlatformThreadsThanLinuxGivesIsAbsentWithTheLimit() {
    assertThat(Cells.cell(pattern, Model.PLATFORM, "shape=tree").absence())
        .isEqualTo("n/a (55986 platform threads, kernel.pid_max is 32768 by default)");
    for (Model model : new Model[] {Model.VIRTUAL, Model.FUTURE, Model.LOOP}) {
      assertThat(Cells.cell(pattern, model, "shape=tree").absence()).isNull();
    }
    assertThat(Cells.cell(pattern, Model.PLATFORM, "leaves=10").absence()).isNull();
  }

  @Test
  void thePoolHasAThreadForEachTaskOfATree() {
    assertThat(Cells.params(pattern, Model.PLATFORM, "shape=tree leaves=36"))
        .containsEntry("poolSize", "42");
    assertThat(Cells.params(pattern, Model.PLATFORM, "mechanism=thread-per-task"))
        .doesNotContainKey("poolSize");
    assertThat(Cells.params(pattern, Model.VIRTUAL, "")).doesNotContainKey("poolSize");
    assertThat(Cells.params(pattern, Model.FUTURE, "")).containsEntry("poolSize", "2");
  }

  @Test
  void groupsInOneAnotherAreAbsentOnAPoolOnWhichTheyWouldWaitForEver() {
    assertThat(Cells.cell(pattern, Model.PLATFORM, "shape=tree leaves=36 poolSize=41").absence())
        .isEqualTo("n/a (groups wait for their children in threads: poolSize wants 42)");
    assertThat(Cells.cell(pattern, Model.PLATFORM, "shape=tree leaves=36 poolSize=42").absence())
        .isNull();
    assertThat(Cells.cell(pattern, Model.PLATFORM, "leaves=36 poolSize=5").absence()).isNull();
    assertThat(Cells.cell(pattern, Model.FUTURE, "shape=tree leaves=36 poolSize=5").absence())
        .isNull();
  }

  @Test
  void aLeafHasTheParametersOfWhatItDoes() {
    assertThat(Cells.params(pattern, Model.LOOP, "work=none"))
        .doesNotContainKeys("cpuTokens", "delayMicros");
    assertThat(Cells.params(pattern, Model.LOOP, "work=io"))
        .containsKey("delayMicros")
        .doesNotContainKey("cpuTokens");
    assertThat(Cells.params(pattern, Model.LOOP, "work=cpu-io"))
        .containsKeys("delayMicros", "cpuTokens");
  }

  @Test
  void aScopeIsAbsentFromJdksWithoutOne() {
    Map<String, Value> scope = Cells.given("mechanism=structured-scope");
    assertThat(pattern.absenceOn(17, Model.VIRTUAL, scope))
        .isEqualTo("n/a (virtual threads are final from JDK 21)");
    assertThat(pattern.absenceOn(21, Model.VIRTUAL, scope)).isNull();
    assertThat(pattern.absenceOn(27, Model.VIRTUAL, scope)).isNull();
    assertThat(pattern.absenceOn(28, Model.VIRTUAL, scope))
        .isEqualTo("n/a (StructuredTaskScope is known up to JDK 27, not of JDK 28)");
  }
}
