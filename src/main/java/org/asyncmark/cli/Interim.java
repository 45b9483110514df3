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

        @Override
        public String wayOn() {
          return "what is finished is in the run's folder";
        }
      };

  /** All rounds of a pattern are measured. */
  void patternDone(String pattern);

  /** The run was ended from outside after some pattern was done. */
  void interrupted();

  /** Returns what is there of a run that was ended from outside and how it goes on, in words. */
  String wayOn();
}
