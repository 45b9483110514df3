package org.asyncmark.profile.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.profile.Engine;
import org.asyncmark.profile.EventGraph;
import org.asyncmark.profile.IndexSection;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileIndex;

/** The differential flame graphs of a run, and the section of the page that lists them. */
public final class FlameDiffs {
  private final Path dir;
  private final List<Row> rows = new ArrayList<>();

  /**
   * Creates a section without graphs.
   *
   * @param dir folder of the page; the graphs go to {@code diff} below it
   */
  public FlameDiffs(Path dir) {
    this.dir = dir;
  }

  /**
   * A row as the template shows it.
   *
   * @param absence why there is no graph; empty if there is one
   */
  record Row(
      String common,
      String event,
      String from,
      String to,
      String forth,
      String back,
      String base,
      String other,
      String matched,
      String absence,
      String stripped) {}

  /**
   * Draws both directions of each event of a pair.
   *
   * @param base profile of the pair's first arm
   * @param other profile of its second arm
   * @throws IOException if a file cannot be written
   */
  public void draw(FlamePair pair, Profile base, Profile other) throws IOException {
    for (ProfileEvent event : ProfileEvent.values()) {
      if (base.knows(event) && other.knows(event)) {
        Optional<String> absence = absence(event, base, other);
        rows.add(
            absence.isPresent()
                ? absent(pair, event, absence.get())
                : row(pair, event, base, other));
      }
    }
  }

  /** Returns why two profiles cannot be compared in an event, or nothing if they can. */
  private static Optional<String> absence(ProfileEvent event, Profile base, Profile other) {
    for (Profile profile : List.of(base, other)) {
      Optional<EventGraph> graph = profile.graph(event);
      if (graph.isEmpty()) {
        return Optional.of(profile.arm().model() + ": " + profile.absences().get(event));
      }
      if (graph.get().total() == 0 || profile.ops() == 0) {
        return Optional.of(
            "n/a (nothing was sampled in "
                + profile.arm().model()
                + ", JDK "
                + profile.arm().jdk()
                + ")");
      }
    }
    Engine first = base.choice().engine();
    Engine second = other.choice().engine();
    boolean comparable =
        event == ProfileEvent.CPU ? first == second : first.usesAgent() == second.usesAgent();
    return comparable
        ? Optional.empty()
        : Optional.of("n/a (sampled by " + first.label() + " and by " + second.label() + ")");
  }

  private Row row(FlamePair pair, ProfileEvent event, Profile base, Profile other)
      throws IOException {
    FrameNames names = FrameNames.across(pair.difference().key());
    FlameDiff diff =
        new FlameDiff(
            pair,
            event,
            side(pair.difference().from(), base, event, names),
            side(pair.difference().to(), other, event, names));
    Path folder = Files.createDirectories(dir.resolve("diff").resolve(pair.key()));
    Path forth = folder.resolve(event.id() + ".html");
    Path back = folder.resolve(event.id() + "-back.html");
    diff.draw(true, forth);
    diff.draw(false, back);
    return new Row(
        pair.common(),
        event.id(),
        pair.difference().from(),
        pair.difference().to(),
        ProfileIndex.link(dir, forth),
        ProfileIndex.link(dir, back),
        diff.base().inWords(event),
        diff.other().inWords(event),
        String.format(
            Locale.ROOT,
            "%.0f %% and %.0f %%",
            100 * diff.base().stacks().shareIn(diff.other().stacks()),
            100 * diff.other().stacks().shareIn(diff.base().stacks())),
        "",
        names.note());
  }

  private static Row absent(FlamePair pair, ProfileEvent event, String why) {
    ArmDifference difference = pair.difference();
    return new Row(
        pair.common(), event.id(), difference.from(), difference.to(), "", "", "", "", "", why, "");
  }

  private static FlameDiff.Side side(
      String name, Profile profile, ProfileEvent event, FrameNames names) throws IOException {
    Path collapsed = profile.graph(event).orElseThrow().collapsed();
    return new FlameDiff.Side(name, names.of(CollapsedStacks.read(collapsed)), profile.ops());
  }

  /** Returns the number of pictures drawn so far. */
  public int pictures() {
    return 2 * (int) rows.stream().filter(row -> row.absence().isEmpty()).count();
  }

  /** Returns the section, or nothing if nothing was compared. */
  public Optional<IndexSection> section() {
    List<String> notes =
        rows.stream().map(Row::stripped).filter(note -> !note.isEmpty()).distinct().toList();
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new IndexSection(
                "Differences",
                "org/asyncmark/profile/flame/diff.peb",
                Map.of("rows", rows, "notes", notes)));
  }
}
