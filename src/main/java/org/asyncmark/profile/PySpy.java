package org.asyncmark.profile;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The profiler of CPythons, py-spy: a program that starts a Python and looks at it from outside.
 *
 * @param executable nothing if it is not there
 */
public record PySpy(Optional<Path> executable) {
  /** Name of the file of stacks in a profile's folder. */
  public static final String STACKS = "cpu.collapsed";

  private static final String ABSENCE = "not visible (py-spy is not there)";

  /** Looks for it on the {@code PATH}. */
  public static PySpy onPath() {
    return among(Optional.ofNullable(System.getenv("PATH")).orElse(""));
  }

  /**
   * Looks for it.
   *
   * @param path folders as in {@code PATH}
   */
  static PySpy among(String path) {
    return new PySpy(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, "py-spy"))
            .filter(Files::isExecutable)
            .findFirst());
  }

  /** Returns what samples, and what of it there is to know. */
  public EngineChoice choice() {
    return executable.isPresent()
        ? new EngineChoice(Engine.PY_SPY, Engine.PY_SPY.label() + ": " + Engine.PY_SPY.sees())
        : new EngineChoice(Engine.NONE, "asyncio: " + ABSENCE);
  }

  /** Returns why an event has no graph, or nothing if it has one. */
  public Optional<String> invisible(ProfileEvent event) {
    if (executable.isEmpty()) {
      return Optional.of(ABSENCE);
    }
    return event == ProfileEvent.CPU
        ? Optional.empty()
        : Optional.of("not visible to py-spy: it samples what runs");
  }

  /** Returns the profile of an arm of which nothing is visible. */
  Profile absent(ProfilePlan plan, Duration interval) {
    Map<ProfileEvent, String> absences = new EnumMap<>(ProfileEvent.class);
    plan.events().forEach(event -> invisible(event).ifPresent(why -> absences.put(event, why)));
    return new Profile(
        plan.arm(), plan.key(), choice(), interval, 0, List.of(), absences, Optional.empty());
  }

  /** Tells whether it can draw something of what is asked for. */
  boolean sees(ProfilePlan plan) {
    return plan.events().stream().anyMatch(event -> invisible(event).isEmpty());
  }

  /**
   * Returns the words in front of a Python's command.
   *
   * @param interval between two samples
   * @param stacks the file to write
   */
  List<String> words(Duration interval, Path stacks) {
    long perSecond = Math.max(1, Duration.ofSeconds(1).dividedBy(interval));
    return List.of(
        executable.orElseThrow().toString(),
        "record",
        "--format",
        "raw",
        "--rate",
        Long.toString(perSecond),
        "--output",
        stacks.toString(),
        "--");
  }
}
