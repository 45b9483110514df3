package org.asyncmark.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Digits;
import org.asyncmark.plan.Block;
import org.asyncmark.run.RunListener;
import org.asyncmark.store.Counters;
import org.asyncmark.store.FailedFork;
import org.asyncmark.store.RunStore;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Says how a run goes on, with the time that is left: in one line that rewrites itself on a
 * terminal, in a line for each block elsewhere. Forks that fail are told of in any case.
 */
final class Progress implements RunListener {
  /** To the start of the line, which is erased (ECMA-48, EL). */
  private static final String REWRITE = "\r\u001b[K";

  private final PrintWriter out;
  private final boolean terminal;
  private final Interim interim;
  private final int rounds;
  private final String lastPattern;
  private final int before;
  private final long startNanos = System.nanoTime();
  private int forks;
  private int ended;
  private int endedBeforeBlock;
  private boolean anyPatternDone;
  private boolean open;
  private @Nullable Block block;

  /**
   * Creates progress of what is measured in a folder, which is rewritten if the standard output is
   * a terminal.
   */
  Progress(PrintWriter out, RunStore store, Interim interim) {
    this(
        out,
        store.plan().rounds(),
        store.blocks(),
        store.endedForks(),
        interim,
        Ansi.AUTO.enabled());
  }

  /**
   * @param before forks that had ended before
   */
  Progress(
      PrintWriter out,
      int rounds,
      List<Block> blocks,
      int before,
      Interim interim,
      boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.interim = interim;
    this.rounds = rounds;
    this.lastPattern = blocks.get(blocks.size() - 1).pattern();
    this.before = before;
    this.ended = before;
    this.forks = blocks.stream().mapToInt(Block::forks).sum();
  }

  @Override
  public void begins(Block begun) {
    block = begun;
    endedBeforeBlock = ended;
    if (terminal) {
      rewrite(status(begun));
    }
  }

  @Override
  public void finished(int round, Arm arm, Counters counters, double p50Nanos) {
    ended();
  }

  @Override
  public void failed(FailedFork failure) {
    Arm arm = failure.arm();
    line(
        String.format(
            Locale.ROOT,
            "FAILED in round %d, %s, %s %s %s: %s",
            failure.round(),
            arm.runtime(),
            arm.pattern(),
            arm.model(),
            arm.paramsLabel(),
            failure.reason()));
    ended();
  }

  private void ended() {
    ended++;
    Block now = block;
    if (now == null || ended - endedBeforeBlock < now.forks()) {
      return;
    }
    if (terminal) {
      rewrite(status(now));
    } else {
      line(status(now));
    }
  }

  private String status(Block now) {
    return String.format(
        Locale.ROOT,
        "[%d/%d] %s, round %d of %d, %s%s",
        ended,
        forks,
        now.number() == 1 ? now.pattern() : now.pattern() + " (block " + now.number() + ")",
        now.round(),
        rounds,
        Digits.counted(now.forks(), "fork"),
        left());
  }

  private String left() {
    if (ended == before) {
      return "";
    }
    long perFork = (System.nanoTime() - startNanos) / (ended - before);
    return "; " + Durations.inWords(Duration.ofNanos(perFork * (forks - ended))) + " left";
  }

  @Override
  public void repeats(int more) {
    forks += more;
  }

  @Override
  public void patternDone(String pattern) {
    anyPatternDone = true;
    close();
    if (!pattern.equals(lastPattern)) { // else the report comes
      interim.patternDone(pattern);
      out.flush();
    }
  }

  @Override
  public void noted(String event) {
    line(event);
  }

  @Override
  public void interrupted() {
    close();
    out.printf(
        Locale.ROOT,
        "%ninterrupted after %d of %s; %s%n",
        ended,
        Digits.counted(forks, "fork"),
        interim.wayOn());
    out.flush();
    if (anyPatternDone) {
      interim.interrupted();
      out.flush();
    }
  }

  @Override
  public void leftBehind(IOException why) {
    line("could not delete the files of the interrupted fork: " + why.getMessage());
  }

  /** Ends the line that is rewritten: what comes next is not progress. */
  void close() {
    if (open) {
      out.print(REWRITE);
      out.flush();
      open = false;
    }
  }

  private void rewrite(String text) {
    out.print(REWRITE + text);
    out.flush();
    open = true;
  }

  private void line(String text) {
    close();
    out.println(text);
    out.flush();
  }
}
