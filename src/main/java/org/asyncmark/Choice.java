package org.asyncmark;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

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
    String known = choices.stream().map(ids).collect(Collectors.joining(", "));
    throw new IllegalArgumentException("unknown " + what + " '" + id + "'; choose from " + known);
  }
}
