package org.asyncmark.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.junit.jupiter.api.Test;

class LoadsTest {
  @Test
  void theClosedArmOfALoadDiffersInItsTrafficAlone() {
    TreeMap<String, Value> params = new TreeMap<>();
    params.put("fanOut", Value.of(10));
    TreeMap<String, Value> loaded = new TreeMap<>(params);
    loaded.put("load", Value.of(70));
    loaded.put("arrivals", Value.of("poisson"));
    TreeMap<String, Value> closed = new TreeMap<>(params);
    closed.put("clients", Value.of(64));
    TreeMap<String, Value> own = new TreeMap<>();
    assertThat(Loads.closed(new Arm("gather", "loop", "25", loaded, own)))
        .isEqualTo(new Arm("gather", "loop", "25", closed, own));
  }
}
