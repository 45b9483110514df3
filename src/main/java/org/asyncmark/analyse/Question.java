package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a design review asks: what a service gains that goes from one model on one JDK to another
 * model on another JDK, for example from platform threads on 17 to virtual threads on 25.
 *
 * @param from where it is
 * @param to where it may go
 */
public record Question(Side from, Side to) {
  public Question {
    if (from.equals(to)) {
      throw new IllegalArgumentException(
          "want two different sides for --from and --to, got " + from + " for both");
    }
  }

  /**
   * One end of the way.
   *
   * @param jdk name of the JDK within the run, or of the Python of asyncio
   * @param model id of the model
   */
  public record Side(String jdk, String model) {
    /**
     * Returns the side of a word.
     *
     * @param option that the word was given to, for the message
     * @param word JDK and model with a colon between, for example {@code 17:platform}
     * @throws IllegalArgumentException if it is not of that form or there is no such model
     */
    public static Side of(String option, String word) {
      int colon = word.lastIndexOf(':');
      String model = word.substring(colon + 1);
      if (colon < 1 || !Arm.MODELS.contains(model)) {
        throw new IllegalArgumentException(
            option
                + " wants JDK:MODEL with one of "
                + String.join(", ", Arm.MODELS)
                + ", for example 17:platform, got '"
                + word
                + "'");
      }
      return new Side(word.substring(0, colon), model);
    }

    @Override
    public String toString() {
      return jdk + ":" + model;
    }
  }

  /**
   * Returns the question of two words.
   *
   * @throws IllegalArgumentException if a word is not {@code JDK:MODEL} or both are the same
   */
  public static Question of(String from, String to) {
    return new Question(Side.of("--from", from), Side.of("--to", to));
  }

  /**
   * Returns what is asked unless something else is: from the first model on the baseline JDK to
   * virtual threads on the last one, or to the next model if there are none. Empty if that is one
   * and the same. Nobody asks for asyncio without saying so.
   *
   * @param jdks names, the baseline first and the newest last
   * @param ids of models in their order
   */
  public static Optional<Question> standing(List<String> jdks, List<String> ids) {
    List<String> models = ids.stream().filter(id -> !id.equals(Arm.ASYNCIO)).toList();
    if (jdks.isEmpty() || models.isEmpty()) {
      return Optional.empty();
    }
    List<String> others = new ArrayList<>(models.subList(1, models.size()));
    String first = models.get(0);
    String next = others.contains("virtual") ? "virtual" : others.isEmpty() ? first : others.get(0);
    Side from = new Side(jdks.get(0), first);
    Side to = new Side(jdks.get(jdks.size() - 1), next);
    return from.equals(to) ? Optional.empty() : Optional.of(new Question(from, to));
  }

  /** Returns the question in a few words, for example {@code 17:platform → 25:virtual}. */
  public String inWords() {
    return from + " → " + to;
  }
}
