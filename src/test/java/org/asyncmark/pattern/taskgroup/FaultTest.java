package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.ResultCheck;
import org.asyncmark.pattern.ScriptedLeaf;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final ResultCheck CHECK = new ResultCheck("taskgroup", Model.LOOP, "task-group");
  private final Leaves delay = new ScriptedLeaf();

  @Test
  void everyPlaceAndEveryDelayIsDrawnInTheEnd() {
    Fault fault = new Fault(5, delay, delay, delay);
    Set<String> drawn = new HashSet<>();
    for (int op = 0; op < 1_000; op++) {
      fault.draw();
      for (int leaf = 0; leaf < 5; leaf++) {
        if (fault.isAt(leaf)) {
          drawn.add(leaf + " " + fault.delay());
        }
      }
    }
    assertThat(drawn).hasSize(15);
  }

  @Test
  void nothingFailsWhereNothingIsTo() {
    Fault fault = new Fault(0);
    fault.draw();
    assertThat(fault.isAt(0)).isFalse();
  }

  @Test
  void anOpThatFailsOtherwiseIsNoOp() {
    Fault fault = new Fault(1, delay);
    fault.draw();
    assertThatThrownBy(() -> fault.requireEnded(CHECK, new IOException("another")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "taskgroup, model loop, mechanism task-group: wanted 'leaf 0 fails, as was drawn', the"
                + " group failed otherwise");
  }

  @Test
  void aLeafThatIsStillAtWorkIsNamed() {
    Fault fault = new Fault(3, delay);
    fault.draw();
    fault.begins(2);
    IOException thrown = fault.thrown();
    assertThatThrownBy(() -> fault.requireEnded(CHECK, thrown))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "taskgroup, model loop, mechanism task-group: leaf 2 is still at work after its group"
                + " has failed");
    fault.ends(2);
    assertThat(fault.requireEnded(CHECK, thrown)).isLessThanOrEqualTo(System.nanoTime());
  }
}
