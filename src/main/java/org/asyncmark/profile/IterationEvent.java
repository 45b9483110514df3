package org.asyncmark.profile;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A measured iteration, as it stands in a recording: with it a recording knows how many ops it is
 * of, and whether its beginning was lost.
 */
@Name(IterationEvent.NAME)
@Label("Measured iteration")
@Category("asyncmark")
@StackTrace(false)
@Enabled(false)
final class IterationEvent extends Event {
  static final String NAME = "asyncmark.Iteration";

  /** 1 and up. */
  @Label("Number")
  int number;

  /** Number of measured iterations of the fork. */
  @Label("Planned")
  int planned;

  /** Ops of all of JMH's threads. */
  @Label("Ops")
  long ops;
}
