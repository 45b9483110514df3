package org.asyncmark.profile.flame;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.EngineChoice;
import org.asyncmark.profile.EventGraph;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfilePlan;
import org.asyncmark.profile.Recordings;

/**
 * Draws the recording of a fork: for each event a flame graph, its collapsed stacks and a heat map,
 * and {@code profile.json} beside them, which says what the numbers are and how many ops they
 * belong to.
 *
 * @param chosen the engine that was asked for
 * @param ops that the fork did while it was sampled
 */
public record ProfilePictures(ProfilePlan plan, EngineChoice chosen, Duration interval, long ops) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Draws a recording, as {@link ProfileFork} asks for. */
  public static Profile draw(
      ProfilePlan plan, EngineChoice chosen, Duration interval, long ops, Path folder)
      throws IOException {
    return new ProfilePictures(plan, chosen, interval, ops).draw(folder);
  }

  /**
   * Draws {@code recording.jfr}.
   *
   * @param folder where it is, and where the pictures go
   */
  private Profile draw(Path folder) throws IOException {
    Path recording = folder.resolve(ProfileFork.RECORDING);
    EngineChoice choice = used(recording);
    Map<ProfileEvent, String> absences = new EnumMap<>(ProfileEvent.class);
    List<EventGraph> graphs = new ArrayList<>();
    for (ProfileEvent event : plan.events()) {
      Optional<String> invisible = event.invisible(plan.model(), choice.engine());
      if (invisible.isPresent()) {
        absences.put(event, invisible.get());
      } else {
        draw(recording, choice.engine(), event)
            .ifPresentOrElse(graphs::add, () -> absences.put(event, nothing(ops)));
      }
    }
    Profile profile =
        new Profile(
            plan.arm(), plan.key(), choice, interval, ops, graphs, absences, Optional.of(folder));
    write(profile, folder);
    return profile;
  }

  /** Writes {@code profile.json}. */
  static void write(Profile profile, Path folder) throws IOException {
    JSON.writeValue(folder.resolve("profile.json").toFile(), facts(profile));
  }

  /** Says that there is no graph, since nothing was sampled. */
  static String nothing(long ops) {
    return String.format(
        Locale.ROOT, "n/a (nothing was sampled in %,d %s)", ops, ops == 1 ? "op" : "ops");
  }

  /** Draws an event, or nothing if there was none. */
  private Optional<EventGraph> draw(Path recording, Engine engine, ProfileEvent event)
      throws IOException {
    Path collapsed = recording.resolveSibling(event.id() + ".collapsed");
    Path html = recording.resolveSibling(event.id() + ".html");
    Path heatmap = recording.resolveSibling(event.id() + "-heatmap.html");
    long total = FlameGraph.collapse(recording, engine, event, collapsed);
    if (total == 0) {
      Files.delete(collapsed);
      return Optional.empty();
    }
    String title = Profile.title(plan.key(), event, engine, interval, total, ops);
    FlamePage page = new FlamePage("../index.html", Profile.fewOps(ops).orElse(""));
    FlameGraph.draw(collapsed, title, page, html);
    FlameGraph.heatmap(recording, engine, event, heatmap);
    return Optional.of(new EventGraph(event, total, html, collapsed, heatmap));
  }

  /** The agent may step down once more in the fork, for want of file descriptors for example. */
  private EngineChoice used(Path recording) throws IOException {
    return Engine.ofSetting(Recordings.engineSetting(recording))
        .filter(engine -> engine != chosen.engine() && plan.events().contains(ProfileEvent.CPU))
        .map(
            engine ->
                new EngineChoice(
                    engine,
                    engine.label() + " in the fork: " + engine.loses() + "; " + chosen.reason()))
        .orElse(chosen);
  }

  private static Map<String, Object> facts(Profile profile) {
    Map<String, Object> events = new LinkedHashMap<>();
    for (EventGraph graph : profile.graphs()) {
      String sampling =
          Profile.sampling(graph.event(), profile.choice().engine(), profile.interval());
      events.put(
          graph.event().id(),
          Map.of("total", graph.total(), "unit", graph.event().unit(), "sampling", sampling));
    }
    profile.absences().forEach((event, why) -> events.put(event.id(), Map.of("absence", why)));
    Map<String, Object> facts = new LinkedHashMap<>();
    Arm arm = profile.arm();
    Map<String, String> params = new TreeMap<>();
    arm.allParams().forEach((name, value) -> params.put(name, value.toString()));
    facts.put("pattern", arm.pattern());
    facts.put("model", arm.model());
    facts.put("jdk", arm.jdk());
    facts.put("params", params);
    facts.put("scored", false);
    facts.put("ops", profile.ops());
    facts.put("engine", profile.choice().engine().id());
    facts.put("engineReason", profile.choice().reason());
    facts.put("events", events);
    return facts;
  }
}
