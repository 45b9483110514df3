package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.asyncmark.analyse.Value;
import org.junit.jupiter.api.Test;

class CpusTest {
  @Test
  void aListMayHaveRangesAndSingleNumbers() {
    assertThat(new Cpus("0+2-4").listed()).containsExactly(0, 2, 3, 4);
  }

  @Test
  void aCellHasAsManyCpusAsItSays() {
    assertThat(new Cpus("1").count()).isEqualTo(1);
    assertThat(new Cpus("2-4+7").count()).isEqualTo(4);
    int all = Runtime.getRuntime().availableProcessors();
    assertThat(Cpus.of(Map.of("cpus", Value.of("all"))).count()).isEqualTo(all);
    assertThat(Cpus.of(Map.of()).count()).isEqualTo(all);
  }

  @Test
  void otherTextIsRefusedWithTheChoices() {
    for (String text : new String[] {"", "0", "one", "1,2", "2-", "+1"}) {
      assertThatThrownBy(() -> new Cpus(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "cpus must be all, a number of CPUs, or a list such as 2-3 or 0+2, got '"
                  + text
                  + "'");
    }
  }

  @Test
  void aRangeThatRunsBackwardsIsRefused() {
    assertThatThrownBy(() -> new Cpus("3-2").listed())
        .hasMessage("cpus range 3-2 runs backwards; write 2-3");
  }
}
