package org.asyncmark.pattern;

import java.util.List;
import org.asyncmark.model.Model;

/**
 * Holds the results of an op to what its leaves must return, so that a model that did other work is
 * a failed fork and never a number.
 *
 * @param pattern id of the pattern, for the messages
 * @param model the model that did the op
 * @param mechanism by which it did
 */
public record ResultCheck(String pattern, Model model, String mechanism) {
  /**
   * Requires the result of each leaf in its place.
   *
   * @param leaves number of leaves of the op
   * @throws IllegalStateException if there are fewer or more, or one is in another's place
   */
  public void requireInOrder(List<Long> results, int leaves) {
    requireCount(results.size(), leaves);
    for (int i = 0; i < leaves; i++) {
      requireValue(i, results.get(i));
    }
  }

  /** Requires as many results as leaves, or throws an {@link IllegalStateException}. */
  public void requireCount(int results, int leaves) {
    if (results != leaves) {
      throw failed("wanted " + leaves + " results, got " + results);
    }
  }

  /** Requires the result of a leaf, which is its index, or throws. */
  public void requireValue(int index, long value) {
    if (value != index) {
      throw failed("result " + index + " is that of leaf " + value);
    }
  }

  /** Returns the exception for an op that went wrong, to be thrown. */
  public IllegalStateException failed(String what) {
    return new IllegalStateException(cell() + ": " + what);
  }

  /** Returns what is in front of messages: pattern, model and mechanism. */
  public String cell() {
    return pattern + ", model " + model.id() + ", mechanism " + mechanism;
  }
}
