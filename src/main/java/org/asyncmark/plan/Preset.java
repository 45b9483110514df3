package org.asyncmark.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.Choice;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Pattern.Sizing;

/** How long a run measures, and what. */
public enum Preset {
  /** Shows that everything works; its numbers mean nothing. */
  SMOKE(1, new ForkSettings(0, 1, 100, 1, 100), Sizing.SMOKE, Map.of(Cpus.ALL, 1.0), Placebo.NONE),
  /** A first look within minutes. */
  QUICK(6, new ForkSettings(6_000, 2, 120, 12, 120), Sizing.TELLING, oneAnd(1 / 6.0), Placebo.ONE),
  /** The measurement to work with. */
  STANDARD(10, new ForkSettings(10_000, 2, 250, 20, 250), Sizing.COMMON, oneAnd(1), Placebo.CELL),
  /** The measurement to quote. */
  PUBLISH(20, new ForkSettings(30_000, 2, 250, 40, 250), Sizing.FULL, oneAnd(1), Placebo.CELL);

  private final int rounds;
  private final ForkSettings fork;
  private final Sizing sizing;
  private final Map<Cpus, Double> cpus;
  private final Placebo placebo;

  Preset(int rounds, ForkSettings fork, Sizing sizing, Map<Cpus, Double> cpus, Placebo placebo) {
    this.placebo = placebo;
    this.cpus = cpus;
    this.rounds = rounds;
    this.fork = fork;
    this.sizing = sizing;
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

  /** Returns how much of each pattern is measured. */
  public Sizing sizing() {
    return sizing;
  }

  /**
   * Returns on which CPUs cells are measured, and in which share of their rounds if the whole suite
   * is; the main placement first. On one CPU forks differ by a few per cent and decide about cost;
   * on all of them they differ more and show behaviour.
   */
  public Map<Cpus, Double> cpus() {
    return cpus;
  }

  /** Returns which arms are measured a second time. */
  public Placebo placebo() {
    return placebo;
  }

  private static Map<Cpus, Double> oneAnd(double shareOfAll) {
    Map<Cpus, Double> shares = new LinkedHashMap<>();
    shares.put(new Cpus("1"), 1.0);
    shares.put(Cpus.ALL, shareOfAll);
    return Collections.unmodifiableMap(shares);
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
