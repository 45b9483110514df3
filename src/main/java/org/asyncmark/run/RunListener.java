package org.asyncmark.run;

import java.io.IOException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;
import org.asyncmark.store.Counters;
import org.asyncmark.store.FailedFork;

/** Is told how a run goes on. */
public interface RunListener {
  /** The forks of a block are started. */
  void begins(Block block);

  /**
   * A fork is finished and on disk.
   *
   * @param p50Nanos median of its service time, or of its response time if requests came at a rate
   */
  void finished(int round, Arm arm, Counters counters, double p50Nanos);

  /** A fork gave no result, and that is on disk. */
  void failed(FailedFork failure);

  /**
   * Forks are measured again, because the machine disturbed one of their block.
   *
   * @param forks how many
   */
  void repeats(int forks);

  /**
   * The last block of a pattern is on disk, in a run that goes pattern after pattern; those of the
   * next are not begun.
   */
  void patternDone(String pattern);

  /** Something happened to the run that its log keeps, told in one line. */
  void noted(String event);

  /** The run was ended from outside; called from a thread of the JVM's shutdown. */
  void interrupted();

  /** The files of the fork that was interrupted could not be deleted. */
  void leftBehind(IOException why);
}
