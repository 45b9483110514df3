package org.asyncmark.plan;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.asyncmark.Choice;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Patterns;

/**
 * How long a run measures, and what. The times of {@link #QUICK} and {@link #DECIDE} are of two
 * CPUs and JDK 17 and 25, those of {@link #STANDARD} and {@link #PUBLISH} of two CPUs and three
 * JDKs; {@code src/docs/decisions/0016-presets.md} has the arithmetic.
 */
public enum Preset {
  /** Shows that everything works; its numbers mean nothing. */
  SMOKE(
      1,
      new ForkSettings(0, 1, 100, 1, 100),
      Patterns::all,
      Sizing.SMOKE,
      List.of(Cpus.ALL),
      Placebo.NONE),
  /** A first look: four families within a quarter of an hour, one after the other. */
  QUICK(
      6,
      new ForkSettings(6_000, 2, 50, 5, 50),
      Patterns::core,
      Sizing.TELLING,
      List.of(Cpus.ONE),
      Placebo.NONE),
  /** The answer to one question, within an hour: two models on two JDKs. */
  DECIDE(
      10,
      new ForkSettings(6_000, 2, 120, 16, 120),
      Patterns::core,
      Sizing.REALISTIC,
      List.of(Cpus.ONE, Cpus.ALL),
      Placebo.ONE),
  /**
   * The measurement to work with: a night. Of the patterns beside the core its telling cell, and of
   * those that are built of calls of asyncio nothing unless they are named.
   */
  STANDARD(
      10,
      new ForkSettings(10_000, 2, 120, 14, 120),
      Patterns::calls,
      Sizing.COMMON,
      List.of(Cpus.ONE, Cpus.ALL),
      Placebo.ONE),
  /** The measurement to quote: a night. */
  PUBLISH(
      20,
      new ForkSettings(30_000, 2, 120, 20, 120),
      Patterns::core,
      Sizing.REALISTIC,
      List.of(Cpus.ONE, Cpus.ALL),
      Placebo.ONE);

  private final int rounds;
  private final ForkSettings fork;
  private final Supplier<List<Pattern>> patterns;
  private final Sizing sizing;
  private final List<Cpus> cpus;
  private final Placebo placebo;

  Preset(
      int rounds,
      ForkSettings fork,
      Supplier<List<Pattern>> patterns,
      Sizing sizing,
      List<Cpus> cpus,
      Placebo placebo) {
    this.rounds = rounds;
    this.fork = fork;
    this.patterns = patterns;
    this.sizing = sizing;
    this.cpus = cpus;
    this.placebo = placebo;
  }

  /** Returns the word for this preset on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the number of rounds, which is the number of forks of an arm. */
  public int rounds() {
    return rounds;
  }

  /** Returns the iterations of a fork. */
  public ForkSettings fork() {
    return fork;
  }

  /** Returns the patterns that are measured unless some are named. */
  public List<Pattern> patterns() {
    return patterns.get();
  }

  /** Returns how much of each pattern is measured, unless it {@linkplain #isBrief is brief}. */
  public Sizing sizing() {
    return sizing;
  }

  /**
   * Tells whether one cell of a pattern on the main placement is all that there is time for: the
   * preset measures more than one cell of each, and the pattern is none of {@link Patterns#core}
   * and was not asked for by name.
   *
   * @param asked the patterns that are measured
   */
  boolean isBrief(Pattern pattern, List<Pattern> asked) {
    return sizing == Sizing.COMMON
        && asked.equals(patterns())
        && !Patterns.core().contains(pattern);
  }

  /**
   * Returns on which CPUs cells are measured, the main placement first. On one CPU forks differ by
   * a few per cent and decide about cost; on all of them they differ more and show behaviour.
   */
  public List<Cpus> cpus() {
    return cpus;
  }

  /** Returns which arms are measured a second time. */
  public Placebo placebo() {
    return placebo;
  }

  /**
   * Tells whether all rounds of a pattern are measured before those of the next, so that there is
   * something to read while the others are measured.
   */
  public boolean byPattern() {
    return this == QUICK;
  }

  /**
   * Returns the models of Java that are measured unless some are named: all, or those of a
   * question.
   */
  public List<Model> models() {
    return this == DECIDE ? List.of(Model.PLATFORM, Model.VIRTUAL) : Model.ofJava();
  }

  /**
   * Tells whether asyncio is measured, too, unless models are named: in the patterns of {@link
   * Patterns#core}, if there is a Python.
   */
  public boolean hasAsyncio() {
    return this != DECIDE;
  }

  /**
   * Returns the JDKs that are measured unless some are named: all, or the two ends of a question.
   *
   * @param found in their order, at least one
   */
  public List<Jdk> jdks(List<Jdk> found) {
    return this == DECIDE && found.size() > 2
        ? List.of(found.get(0), found.get(found.size() - 1))
        : found;
  }

  /**
   * Returns the preset with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Preset of(String id) {
    return Choice.of("preset", id, List.of(values()), Preset::id);
  }
}
