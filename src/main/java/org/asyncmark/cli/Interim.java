package org.asyncmark.cli;

/** What is told of a run before its end, when there is something to tell. */
interface Interim {
  /** Nothing. */
  Interim NONE =
      new Interim() {
        @Override
        public void patternDone(String pattern) {}

        @Override
        public void interrupted() {}
      };

  /** All rounds of a pattern are measured. */
  void patternDone(String pattern);

  /** The run was ended from outside after some pattern was done. */
  void interrupted();
}
