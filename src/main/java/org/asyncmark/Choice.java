package org.asyncmark;

import java.util.List;
import java.util.function.Function;

/** What a word of the command line may stand for. */
public final class Choice {
  private Choice() {}

  /**
   * Returns the choice with an id.
   *
   * @param what is chosen, for example {@code model}
   * @param ids gives a choice its id
   * @throws IllegalArgumentException if there is none with that id; the message names the choices
   */
  public static <T> T of(String what, String id, List<T> choices, Function<T, String> ids) {
    for (T choice : choices) {
      if (ids.apply(choice).equals(id)) {
        return choice;
      }
    }
    throw new IllegalArgumentException(unknown(what, id, "", choices.stream().map(ids).toList()));
  }

  /**
   * Returns the message for a word that is none of the choices, with the one that may have been
   * meant.
   *
   * @param what is chosen
   * @param of what it is chosen, behind the word; may be empty
   */
  public static String unknown(String what, String word, String of, List<String> choices) {
    return "unknown "
        + what
        + " '"
        + word
        + "'"
        + of
        + ";"
        + Nearest.hint(word, choices)
        + " choose from "
        + String.join(", ", choices);
  }
}
