package org.asyncmark.plan;

import java.util.List;
import org.asyncmark.analyse.Arm;
import org.jspecify.annotations.Nullable;

/**
 * The arms of a round whose forks live at once and take turns: all of one pattern on one placement,
 * or a part of them if the machine has not the room for all. A block is measured as a whole or not
 * at all.
 *
 * @param round 1 and up
 * @param number place of the block among those of its pattern, 1 and up
 * @param arms in the order in which they are started, one and more
 * @param reference an arm of another block that is measured here once more, so that arms of both
 *     can be compared through it; null if there is none
 */
public record Block(
    int round, String pattern, int number, List<Arm> arms, @Nullable Arm reference) {
  public Block {
    arms = List.copyOf(arms);
  }

  /** Returns how many forks take turns. */
  public int forks() {
    return arms.size() + (reference == null ? 0 : 1);
  }

  /** Returns the name of the block within its round, for example {@code gather.2}. */
  public String name() {
    return name(pattern, number);
  }

  /** Returns the name of a block. */
  public static String name(String pattern, int number) {
    return pattern + "." + number;
  }

  /** Returns for example {@code round 3, gather, block 2}. */
  public String label() {
    return "round " + round + ", " + pattern + ", block " + number;
  }
}
