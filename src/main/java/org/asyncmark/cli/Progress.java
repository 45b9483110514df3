package org.asyncmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Plan;
import org.asyncmark.run.RunListener;
import org.asyncmark.store.Counters;
import org.asyncmark.store.FailedFork;

/** Prints a line for each fork, with the time that is left. */
final class Progress implements RunListener {
  private static final double NANOS_PER_MICRO = 1_000;

  private final PrintWriter out;
  private final int before;
  private final long startNanos = System.nanoTime();
  private int forks;
  private int ended;

  /**
   * @param before forks of the plan that had ended before
   */
  Progress(PrintWriter out, Plan plan, int before) {
    this.out = out;
    this.before = before;
    this.ended = before;
    this.forks = plan.forks();
  }

  @Override
  public void begins(Block block) {
    int size = block.forks();
    out.println(block.label() + ": " + size + (size == 1 ? " fork" : " forks that take turns"));
    out.flush();
  }

  @Override
  public void finished(int round, Arm arm, Counters counters, double p50Nanos) {
    line(round, arm, String.format(Locale.ROOT, "p50 %.1f µs", p50Nanos / NANOS_PER_MICRO));
  }

  @Override
  public void failed(FailedFork failure) {
    line(failure.round(), failure.arm(), "FAILED " + failure.reason());
  }

  @Override
  public void repeats(int more) {
    forks += more;
  }

  @Override
  public void noted(String event) {
    out.println(event);
  }

  @Override
  public void interrupted() {
    out.printf(
        Locale.ROOT,
        "%ninterrupted after %d of %d forks; what is finished is in the run's folder, see it with"
            + " 'report'%n",
        ended,
        forks);
  }

  @Override
  public void leftBehind(IOException why) {
    out.println("could not delete the files of the interrupted fork: " + why.getMessage());
  }

  private void line(int round, Arm arm, String outcome) {
    ended++;
    long perFork = (System.nanoTime() - startNanos) / (ended - before);
    Duration left = Duration.ofNanos(perFork * (forks - ended));
    out.printf(
        Locale.ROOT,
        "[%d/%d] round %d, JDK %s, %s %s %s: %s; %s left%n",
        ended,
        forks,
        round,
        arm.jdk(),
        arm.pattern(),
        arm.model(),
        arm.paramsLabel(),
        outcome,
        Durations.inWords(left));
  }
}
