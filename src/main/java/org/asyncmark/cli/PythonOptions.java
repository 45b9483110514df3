package org.asyncmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Question;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.PythonLocator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says on which Pythons asyncio is measured. */
final class PythonOptions {
  private static final String OFF = "off";

  @Option(
      names = "--python",
      split = ",",
      paramLabel = "PY",
      description =
          "Pythons of model asyncio: names such as python3.11 or py3.13t (see list), or paths of"
              + " executables; with +uvloop behind it, on that loop; off for none. Default python3"
              + " of the PATH, else the newest that is found")
  private List<String> names = new ArrayList<>();

  /** Tells whether none is to be measured. */
  boolean off() {
    return names.contains(OFF);
  }

  /** Tells whether one was named. */
  boolean named() {
    return given() && !off();
  }

  /** Tells whether one was named, or that there is to be none. */
  boolean given() {
    return !names.isEmpty();
  }

  /**
   * Returns those that are measured; none if there is none on this machine and none was named.
   *
   * @param asked whether asyncio was asked for by name
   * @param byDefault whether the plan has it unless models are named, as far as this goes
   * @param question null for none
   * @throws IllegalArgumentException if one is unknown, or what is named contradicts the models;
   *     the message says what was found
   */
  List<Python> chosen(boolean asked, boolean byDefault, @Nullable Question question)
      throws InterruptedException {
    if (off()) {
      if (names.size() > 1) {
        throw new IllegalArgumentException(
            "--python off stands alone, got " + String.join(",", names));
      }
      if (asked) {
        throw new IllegalArgumentException(
            "--python off leaves nothing that model asyncio runs on; leave out one of them");
      }
      return List.of();
    }
    if (!asked && !byDefault) {
      if (given()) {
        throw new IllegalArgumentException(
            "--python "
                + String.join(",", names)
                + " names what nothing of this plan runs on; add asyncio to --model");
      }
      return List.of();
    }
    List<String> words = new ArrayList<>(names);
    if (question != null) {
      side(question.from()).ifPresent(words::add);
      side(question.to()).ifPresent(words::add);
    }
    PythonLocator locator = PythonLocator.ofThisMachine();
    if (words.isEmpty()) {
      return locator.locate().usual().stream().toList();
    }
    List<Python> pythons = locator.choose(words).pythons();
    if (question != null) {
      requireName("--from", question.from(), pythons);
      requireName("--to", question.to(), pythons);
    }
    return pythons;
  }

  private static Optional<String> side(Question.Side side) {
    return side.model().equals(Arm.ASYNCIO) ? Optional.of(side.jdk()) : Optional.empty();
  }

  /** Refuses a side that names its Python by another word than tables would. */
  private static void requireName(String option, Question.Side side, List<Python> pythons) {
    List<String> choices = pythons.stream().map(Python::name).toList();
    if (side(side).filter(name -> !choices.contains(name)).isPresent()) {
      throw new IllegalArgumentException(
          option
              + " "
              + side
              + ": no Python is called so here; write one of "
              + String.join(", ", choices)
              + " in place of "
              + side.jdk());
    }
  }

  /**
   * Returns every Python that is named or found, on each loop that it has, those that are named
   * first.
   */
  List<Python> found() throws InterruptedException {
    PythonLocator.Chosen chosen = PythonLocator.ofThisMachine().choose(names);
    List<Python> found = new ArrayList<>(chosen.pythons());
    found.addAll(chosen.found().onEachLoop());
    return found;
  }
}
