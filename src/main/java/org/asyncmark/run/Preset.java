package org.asyncmark.run;

import java.util.Arrays;
import java.util.Locale;
import org.asyncmark.pattern.Pattern.Sizing;

/** How long a run measures, and what. */
public enum Preset {
  /** Shows that everything works; its numbers mean nothing. */
  SMOKE(1, new ForkSettings(1, 100, 1, 100), Sizing.SMOKE),
  /** A first look within minutes. */
  QUICK(6, new ForkSettings(5, 500, 4, 250), Sizing.TELLING),
  /** The measurement to work with. */
  STANDARD(10, new ForkSettings(5, 1_000, 5, 1_000), Sizing.COMMON),
  /** The measurement to quote. */
  PUBLISH(20, new ForkSettings(10, 1_000, 10, 1_000), Sizing.FULL);

  private final int rounds;
  private final ForkSettings fork;
  private final Sizing sizing;

  Preset(int rounds, ForkSettings fork, Sizing sizing) {
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
   * Returns the preset with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Preset of(String id) {
    return Arrays.stream(values())
        .filter(preset -> preset.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown preset '" + id + "'; choose from smoke, quick, standard, publish"));
  }
}
