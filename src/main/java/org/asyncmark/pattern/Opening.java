package org.asyncmark.pattern;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;

/**
 * How a mechanism opens what does its pattern.
 *
 * @param models those that have the mechanism
 * @param how opens it on a stage of one of them
 * @param <I> what it is opened with, besides the stage
 * @param <O> what does the pattern
 */
public record Opening<I, O>(Set<Model> models, BiFunction<Stage, I, O> how) {

  /** A mechanism that is its opening and no more. */
  public interface Of<I, O> extends Mechanism {
    /** Returns the opening. */
    Opening<I, O> opening();

    @Override
    default Set<Model> models() {
      return opening().models();
    }

    /** Opens what does the pattern. */
    default O open(Stage stage, I with) {
      return opening().how().apply(stage, with);
    }
  }
}
