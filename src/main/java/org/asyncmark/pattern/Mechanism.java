package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.asyncmark.model.Model;

/**
 * A way in which some models can do a pattern. A pattern's mechanisms are the constants of an enum;
 * the first one that a model has is the idiomatic one.
 */
public interface Mechanism {
  /** Stands for a model's idiomatic mechanism in plain JMH. */
  String IDIOMATIC = "idiomatic";

  /** Returns the name of the constant. */
  String name();

  /** Returns the word for this mechanism on the command line and in file names. */
  default String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the models that have it. */
  Set<Model> models();

  /** Returns the ids of a model's mechanisms, the idiomatic one first. */
  static List<String> ids(Mechanism[] all, Model model) {
    return Arrays.stream(all)
        .filter(mechanism -> mechanism.models().contains(model))
        .map(Mechanism::id)
        .toList();
  }

  /**
   * Returns the mechanism of a model.
   *
   * @param id of the mechanism, or {@link #IDIOMATIC}
   * @throws IllegalArgumentException if the model has no such mechanism; the message names those it
   *     has
   */
  static <M extends Mechanism> M of(M[] all, Model model, String id) {
    return Arrays.stream(all)
        .filter(mechanism -> mechanism.models().contains(model))
        .filter(mechanism -> id.equals(IDIOMATIC) || id.equals(mechanism.id()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "model "
                        + model.id()
                        + " has no mechanism '"
                        + id
                        + "'; choose from "
                        + String.join(", ", ids(all, model))));
  }

  /** Returns the parameter that asks for one of some mechanisms, or for all that a model has. */
  static PatternParam param(Mechanism[] all) {
    Set<String> choices = new LinkedHashSet<>();
    for (Mechanism mechanism : all) {
      choices.add(mechanism.id());
    }
    choices.add(Pattern.ALL_MECHANISMS);
    return PatternParam.choice(Pattern.MECHANISM, "how a model does it", new ArrayList<>(choices));
  }
}
