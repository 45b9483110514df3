package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.leaf.LeafPlan;
import org.junit.jupiter.api.Test;

class PlannedOpsTest {
  /** The plan of one op: each takes longer, and its last leaf fails. */
  private record Numbered(int op, int leaves) implements LeafPlan {
    @Override
    public Duration delay(int index) {
      return Duration.ofMillis(10L * op + index);
    }

    @Override
    public boolean fails(int index) {
      return index == leaves - 1;
    }
  }

  @Test
  void eachLeafGoesByThePlanOfItsOp() {
    PlannedOps<Numbered> ops = ops(3);
    PlannedOps.Taken<Numbered> first = ops.next();
    PlannedOps.Taken<Numbered> second = ops.next();
    assertThat(first.firstLeaf()).isZero();
    assertThat(second.firstLeaf()).isEqualTo(3);
    assertThat(second.plan().op()).isEqualTo(1);
    assertThat(ops.delay(0)).isEqualTo(Duration.ofMillis(0));
    assertThat(ops.delay(4)).isEqualTo(Duration.ofMillis(11));
    assertThat(ops.fails(4)).isFalse();
    assertThat(ops.fails(5)).isTrue();
  }

  @Test
  void behindTheLastOpComesTheFirst() {
    PlannedOps<Numbered> ops = ops(3);
    int count = ops.leaves() / 3;
    for (int op = 0; op < count; op++) {
      assertThat(ops.next().plan().op()).isEqualTo(op);
    }
    assertThat(ops.next().plan().op()).isZero();
  }

  @Test
  void ofLargeOpsFewerAreDrawn() {
    assertThat(ops(10).leaves()).isEqualTo(640);
    assertThat(ops(100_000).leaves()).isEqualTo(1_000_000);
    assertThat(ops(3_000_000).leaves()).isEqualTo(3_000_000);
  }

  private static PlannedOps<Numbered> ops(int leaves) {
    AtomicInteger op = new AtomicInteger();
    return new PlannedOps<>(leaves, () -> new Numbered(op.getAndIncrement(), leaves));
  }
}
