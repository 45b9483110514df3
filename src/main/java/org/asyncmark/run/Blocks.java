package org.asyncmark.run;

import org.asyncmark.plan.Block;

/** Measures blocks, one after the other. */
interface Blocks {
  /**
   * Measures all forks of a block. They are on disk afterwards, well or badly, unless this JVM is
   * being ended.
   *
   * @throws org.asyncmark.EnvironmentException if the disk cannot be written or the backend does
   *     not start
   */
  void measure(Block block) throws InterruptedException;

  /** Tells whether this JVM is being ended, so that no further block is to be measured. */
  boolean ending();
}
