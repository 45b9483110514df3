package org.asyncmark.pattern;

import java.util.List;
import java.util.Map;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * What the driver must know of a pattern: what it is called, its parameters, and which of them
 * matter where.
 */
public interface Pattern {
  /** Name of the parameter that says how a model does a pattern, where it has several ways. */
  String MECHANISM = "mechanism";

  /** The value of {@link #MECHANISM} that stands for all of a model's mechanisms. */
  String ALL_MECHANISMS = "all";

  /** Returns the word for this pattern on the command line and in file names. */
  String id();

  /** Returns what it does, in one line. */
  String summary();

  /** Returns JMH's name of the benchmark method. */
  String benchmark();

  /** Returns its parameters, in the order of their importance. */
  List<PatternParam> params();

  /**
   * Returns parameters in full: those given, defaults for the others, and none that has no effect.
   *
   * @param given values by name of parameter
   */
  Map<String, String> complete(Map<String, String> given);

  /**
   * Returns the ways in which a model can do a cell, the one that a good programmer takes first in
   * front. It is measured unless another is asked for.
   *
   * @param params in full
   * @return empty if there is one way only, which then has no name
   */
  default List<String> mechanisms(Model model, Map<String, String> params) {
    return List.of();
  }

  /**
   * Returns why no JDK can run a cell in a model, as it stands in tables: {@code n/a (reason)}.
   *
   * @param params in full, with the mechanism if the model has several
   * @return null if it can be run
   */
  default @Nullable String absence(Model model, Map<String, String> params) {
    return null;
  }

  /**
   * Returns the parameters that have an effect in a model, for the label of a cell.
   *
   * @param params in full, with the mechanism if the model has several
   */
  Map<String, String> relevant(Model model, Map<String, String> params);

  /**
   * Returns parameters as JMH takes them.
   *
   * @param relevant what {@link #relevant} returned
   */
  Map<String, String> jmhParams(Model model, Map<String, String> relevant);

  /** Returns the cells of a preset, without their models. */
  List<Series> series(Sizing sizing);

  /**
   * Parameters of cells that are measured alike.
   *
   * @param given values by name of parameter, to be completed
   * @param share of the run's rounds in which they are measured if the whole suite is: 1 for all.
   *     Whoever asks for some patterns only has them measured in all rounds
   */
  record Series(Map<String, String> given, double share) {
    /** Returns the same cells at another share of the rounds. */
    public Series share(double other) {
      return new Series(given, other);
    }
  }

  /** How much of a pattern a preset measures. */
  enum Sizing {
    /** Each leaf once, as small as it goes. */
    SMOKE,
    /** The one cell that tells most; patterns that others build on at more rounds. */
    TELLING,
    /** What most users ask for. */
    COMMON,
    /** Everything that is not absurd. */
    FULL
  }
}
