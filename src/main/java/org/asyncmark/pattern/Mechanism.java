package org.asyncmark.pattern;

import java.util.Set;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * A way in which some models do a pattern. A pattern's mechanisms are the constants of an enum,
 * each of which opens what does the pattern; the first one that a model has is the idiomatic one,
 * and every model has one at least.
 */
public interface Mechanism {
  /** Stands for a model's idiomatic mechanism. */
  String IDIOMATIC = "idiomatic";

  /** Stands for all of a model's mechanisms, where cells are planned. */
  String ALL = "all";

  /** The models of blocking code, which is the same in both but for the executor. */
  Set<Model> THREADS = Set.of(Model.PLATFORM, Model.VIRTUAL);

  /** The future model. */
  Set<Model> FUTURE = Set.of(Model.FUTURE);

  /** The loop model. */
  Set<Model> LOOP = Set.of(Model.LOOP);

  /** Returns the name of the constant. */
  String name();

  /** Returns the models that have it. */
  Set<Model> models();

  /**
   * Returns why a JDK that has the model lacks the mechanism, as it stands in tables: {@code n/a
   * (reason)}; null if it has it, as every JDK does unless overridden.
   *
   * @param jdkFeature a feature release, for example 17
   */
  default @Nullable String absenceOn(int jdkFeature) {
    return null;
  }

  /**
   * Returns what of the JDK or the loop it stands on, in a few words, for lists: the timer of a
   * deadline, for example. Empty, unless overridden: its name says it.
   */
  default String facility() {
    return "";
  }

  /**
   * Tells whether a cell can be done so: as its benchmark says, unless overridden.
   *
   * @param cell of a model that has this mechanism
   */
  default boolean suits(PatternBenchmark cell) {
    return cell.suits(this);
  }

  /** Returns the word for this mechanism on the command line and in file names. */
  default String id() {
    return PatternParam.id((Enum<?>) this);
  }
}
