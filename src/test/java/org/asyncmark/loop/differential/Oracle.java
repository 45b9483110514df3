package org.asyncmark.loop.differential;

import java.io.IOException;

/** What says how a program behaves: CPython, or what was recorded of it. */
interface Oracle {
  Release release();

  /**
   * Returns the trace that CPython gives.
   *
   * @throws IOException if the process has ended or the record is of another program
   */
  Trace trace(Program program) throws IOException;
}
