package org.asyncmark.plan;

import java.util.List;
import org.asyncmark.analyse.Arm;

/**
 * All arms of one pattern in one round: what is compared was measured in one block, and a block is
 * measured again as a whole or not at all.
 *
 * @param round 1 and up
 * @param arms in the order in which they are measured, one and more
 */
public record Block(int round, String pattern, List<Arm> arms) {
  public Block {
    arms = List.copyOf(arms);
  }

  /** Returns for example {@code round 3, gather}. */
  public String label() {
    return "round " + round + ", " + pattern;
  }
}
