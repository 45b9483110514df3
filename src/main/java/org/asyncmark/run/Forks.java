package org.asyncmark.run;

import org.asyncmark.analyse.Arm;

/** Measures forks, one after the other. */
interface Forks {
  /**
   * Measures one fork. It is on disk afterwards, well or badly, unless this JVM is being ended.
   *
   * @throws org.asyncmark.EnvironmentException if the disk cannot be written or the backend does
   *     not start
   */
  void measure(int round, Arm arm) throws InterruptedException;

  /** Tells whether this JVM is being ended, so that no further fork is to be measured. */
  boolean ending();
}
