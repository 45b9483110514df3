package org.asyncmark.profile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.asyncmark.Choice;
import org.asyncmark.model.Model;

/** What a flame graph counts. The order of the constants is that of pages and columns. */
public enum ProfileEvent {
  /** Samples of threads on a CPU. */
  CPU("cpu", "samples", ""),
  /** Samples of allocated memory: shares only, their sum is far below what was allocated. */
  ALLOC("alloc", "samples", "one sample per 512 KiB or more that a thread allocates"),
  /** Samples of threads, running or waiting. */
  WALL("wall", "samples", "wall clock, every 20 ms, 8 threads per tick"),
  /** Time waited for contended locks. */
  LOCK("lock", "ns waited", "waits of 10 us or more for monitors, locks, latches, semaphores");

  private final String id;
  private final String unit;
  private final String sampling;

  ProfileEvent(String id, String unit, String sampling) {
    this.id = id;
    this.unit = unit;
    this.sampling = sampling;
  }

  /** Returns the word for this event in options and file names. */
  public String id() {
    return id;
  }

  /** Returns what the numbers of a graph are. */
  public String unit() {
    return unit;
  }

  /** Returns how this is sampled; empty for CPU, where the engine says so. */
  String sampling(Engine engine) {
    if (engine.usesAgent() || this == CPU) {
      return sampling;
    }
    return Engine.JFR.label() + (this == LOCK ? ", waits of 10 us or more for monitors only" : "");
  }

  /**
   * Returns why a graph of this event would be empty or misleading, or nothing if it is neither.
   *
   * @param model what the fork runs
   * @param engine what samples
   */
  public Optional<String> invisible(Model model, Engine engine) {
    if (engine == Engine.NONE) {
      return Optional.of("not visible: no profiler works here");
    }
    if (this == WALL && !engine.usesAgent()) {
      return Optional.of("not visible to " + Engine.JFR.label() + ": it samples what runs");
    }
    boolean waits = this == WALL || this == LOCK;
    if (waits && model == Model.VIRTUAL) {
      String profiler = engine.usesAgent() ? "async-profiler" : Engine.JFR.label();
      return Optional.of("not visible to " + profiler + ": parked virtual threads");
    }
    return Optional.empty();
  }

  /**
   * Returns what of a model a graph of this event lacks though it has other samples; empty if
   * nothing.
   */
  public String lacks(Model model) {
    boolean waits = this == WALL || this == LOCK;
    return waits && (model == Model.FUTURE || model == Model.LOOP)
        ? "threads only: tasks wait without one"
        : "";
  }

  /** Returns a number of this event in words, for example {@code 1,234 samples}. */
  public String inWords(long total) {
    return this == LOCK
        ? String.format(Locale.ROOT, "%,.1f ms waited", total / 1e6)
        : String.format(Locale.ROOT, "%,d samples", total);
  }

  /**
   * Returns the event with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static ProfileEvent of(String id) {
    return Choice.of("event", id, List.of(values()), ProfileEvent::id);
  }
}
