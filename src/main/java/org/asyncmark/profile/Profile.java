package org.asyncmark.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;

/**
 * What a profile fork left behind.
 *
 * @param arm what was profiled
 * @param key name of the profile and of its folder
 * @param choice the engine that sampled, read back from the recording, and why
 * @param interval asked for between two samples of a thread on a CPU
 * @param ops that the fork did while it was sampled; 0 if no fork was started
 * @param graphs of the events that were visible, in the order of the events
 * @param absences of the other events: why there is no graph
 * @param folder of all files of the profile, absent if no fork was started
 */
public record Profile(
    Arm arm,
    String key,
    EngineChoice choice,
    Duration interval,
    long ops,
    List<EventGraph> graphs,
    Map<ProfileEvent, String> absences,
    Optional<Path> folder) {
  /** Ops of which one is less than a hundredth. */
  private static final long MANY_OPS = 100;

  public Profile {
    graphs = List.copyOf(graphs);
    absences = Map.copyOf(absences);
  }

  /** Returns a profile without a graph, for a JDK on which no engine works. */
  static Profile absent(ProfilePlan plan, EngineChoice choice, Duration interval) {
    Map<ProfileEvent, String> absences = new EnumMap<>(ProfileEvent.class);
    plan.events()
        .forEach(
            event ->
                event
                    .invisible(plan.model(), choice.engine())
                    .ifPresent(why -> absences.put(event, why)));
    return new Profile(
        plan.arm(), plan.key(), choice, interval, 0, List.of(), absences, Optional.empty());
  }

  /** Returns the same, with all files in another folder. */
  Profile in(Path moved) {
    return new Profile(
        arm,
        key,
        choice,
        interval,
        ops,
        graphs.stream().map(graph -> graph.in(moved)).toList(),
        absences,
        Optional.of(moved));
  }

  /** Returns the graph of an event, or nothing if that was not asked for or is not visible. */
  public Optional<EventGraph> graph(ProfileEvent event) {
    return graphs.stream().filter(graph -> graph.event() == event).findFirst();
  }

  /** Returns what a reader must know of a picture of so many ops, or nothing if there are many. */
  public static Optional<String> fewOps(long ops) {
    return ops == 0 || ops >= MANY_OPS
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "few ops (%d): each is more than 1 %% of the picture; profile for longer with a"
                    + " preset like standard",
                ops));
  }

  /** Returns one line for the terminal: what was sampled, and what was not visible. */
  public String line() {
    Stream<String> drawn =
        graphs.stream()
            .map(graph -> graph.event().id() + " " + graph.event().inWords(graph.total()));
    Stream<String> absent =
        absences.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> each.getKey().id() + " " + each.getValue());
    Stream<String> all = Stream.of(drawn, absent, fewOps(ops).stream()).flatMap(each -> each);
    return key + ": " + all.collect(Collectors.joining("; "));
  }

  /** Tells whether an event was asked for. */
  public boolean knows(ProfileEvent event) {
    return graph(event).isPresent() || absences.containsKey(event);
  }

  /**
   * Returns the title of a graph.
   *
   * @return for example {@code gather-virtual-jdk25, cpu: perf events, every 1 ms; 1,234 samples in
   *     5,678 ops; profiled run, not the scored run}
   */
  public static String title(
      String key, ProfileEvent event, Engine engine, Duration interval, long total, long ops) {
    return String.format(
        Locale.ROOT,
        "%s, %s: %s; %s in %,d ops; profiled run, not the scored run",
        key,
        event.id(),
        sampling(event, engine, interval),
        event.inWords(total),
        ops);
  }

  /** Returns how an event is sampled. */
  public static String sampling(ProfileEvent event, Engine engine, Duration interval) {
    if (event != ProfileEvent.CPU) {
      return event.sampling(engine);
    }
    String millis =
        String.format(Locale.ROOT, "%.3f", interval.toNanos() / 1e6).replaceAll("\\.?0+$", "");
    return engine.label()
        + ", "
        + switch (engine) {
          case CPU, WALL, PY_SPY -> "every " + millis + " ms";
          case CTIMER, ITIMER -> "asked for every " + millis + " ms, sampled at the kernel's tick";
          case CPU_TIME, JFR, NONE -> "every 10 ms at most";
        };
  }
}
