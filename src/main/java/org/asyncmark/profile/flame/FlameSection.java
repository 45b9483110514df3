package org.asyncmark.profile.flame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.asyncmark.model.Model;
import org.asyncmark.profile.EventGraph;
import org.asyncmark.profile.IndexSection;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileIndex;

/** The flame graphs and heat maps of all profiles, one row each, one column for each event. */
public final class FlameSection {
  private FlameSection() {}

  /** A row as the template shows it. */
  record Row(
      String key,
      String log,
      String ops,
      String few,
      List<Cell> cells,
      String engine,
      String note) {}

  /** One event of a row: links, or why there are none. */
  record Cell(
      String graph, String total, String heatmap, String collapsed, String lacks, String absence) {}

  /**
   * Returns the section.
   *
   * @param dir folder of the page
   * @param profiles in the order in which they are listed
   */
  public static IndexSection of(Path dir, List<Profile> profiles) {
    List<ProfileEvent> events =
        Arrays.stream(ProfileEvent.values())
            .filter(event -> profiles.stream().anyMatch(profile -> profile.knows(event)))
            .toList();
    List<String> reasons =
        profiles.stream().map(profile -> profile.choice().reason()).distinct().toList();
    List<Row> rows = new ArrayList<>();
    for (Profile profile : profiles) {
      rows.add(
          new Row(
              profile.key(),
              profile
                  .folder()
                  .map(folder -> ProfileIndex.link(dir, folder.resolve("fork.log")))
                  .orElse(""),
              String.format(Locale.ROOT, "%,d", profile.ops()),
              Profile.fewOps(profile.ops()).orElse(""),
              events.stream().map(event -> cell(dir, profile, event)).toList(),
              profile.choice().engine().label(),
              reasons.size() > 1 ? profile.choice().reason() : ""));
    }
    return new IndexSection(
        "Flame graphs",
        "org/asyncmark/profile/flame/flame.peb",
        Map.of(
            "events",
            events.stream().map(ProfileEvent::id).toList(),
            "hasAlloc",
            events.contains(ProfileEvent.ALLOC),
            "sampling",
            sampling(events, profiles),
            "reasons",
            reasons,
            "rows",
            rows));
  }

  private static Cell cell(Path dir, Profile profile, ProfileEvent event) {
    return profile
        .graph(event)
        .map(
            graph ->
                new Cell(
                    ProfileIndex.link(dir, graph.html()),
                    event.inWords(graph.total()),
                    heatmap(dir, graph),
                    ProfileIndex.link(dir, graph.collapsed()),
                    event.lacks(Model.of(profile.arm().model())),
                    ""))
        .orElseGet(
            () ->
                new Cell(
                    "", "", "", "", "", profile.absences().getOrDefault(event, "not recorded")));
  }

  private static String heatmap(Path dir, EventGraph graph) {
    Path heatmap = graph.heatmap();
    return heatmap == null ? "" : ProfileIndex.link(dir, heatmap);
  }

  /** Returns how each event was sampled, one line each; several if engines differ. */
  private static List<String> sampling(List<ProfileEvent> events, List<Profile> profiles) {
    return events.stream()
        .flatMap(
            event ->
                profiles.stream()
                    .filter(profile -> profile.graph(event).isPresent())
                    .map(
                        profile ->
                            event.id()
                                + ": "
                                + Profile.sampling(
                                    event, profile.choice().engine(), profile.interval())))
        .distinct()
        .toList();
  }
}
