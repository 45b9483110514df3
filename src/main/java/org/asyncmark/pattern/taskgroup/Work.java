package org.asyncmark.pattern.taskgroup;

import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/** What the leaves do: the variants of pyperformance's async_tree. */
public enum Work {
  /** Nothing. */
  NONE,
  /** Each waits. */
  IO,
  /** Of a hundred things ninety are remembered: who asks for one first waits, all others do not. */
  MEMOIZATION,
  /** One half waits, the other computes. */
  CPU_IO;

  private static final long SEED = 16;
  private static final int THINGS = 100;
  private static final int REMEMBERED = 90;

  /** What one leaf does. */
  enum Step {
    RETURN,
    WAIT,
    COMPUTE
  }

  /** Returns what each leaf does, the same in all models. */
  List<Step> draw(int leaves) {
    SplittableRandom random = new SplittableRandom(SEED);
    BitSet remembered = new BitSet();
    Step[] steps = new Step[leaves];
    for (int i = 0; i < leaves; i++) {
      steps[i] =
          switch (this) {
            case NONE -> Step.RETURN;
            case IO -> Step.WAIT;
            case CPU_IO -> random.nextBoolean() ? Step.COMPUTE : Step.WAIT;
            case MEMOIZATION -> {
              int thing = random.nextInt(THINGS);
              boolean known = remembered.get(thing);
              remembered.set(thing, thing < REMEMBERED);
              yield known ? Step.RETURN : Step.WAIT;
            }
          };
    }
    return List.of(steps);
  }
}
