package org.asyncmark.profile.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asyncmark.profile.EngineChoice;
import org.asyncmark.profile.EventGraph;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;
import org.asyncmark.profile.ProfileFork;
import org.asyncmark.profile.ProfilePlan;
import org.asyncmark.profile.PySpy;

/** Draws the stacks of a Python: a flame graph, and {@code profile.json} beside it. */
public record PythonPictures(PySpy spy) implements ProfileFork.Pictures {
  @Override
  public Profile draw(
      ProfilePlan plan, EngineChoice chosen, Duration interval, long ops, Path folder)
      throws IOException {
    Map<ProfileEvent, String> absences = new EnumMap<>(ProfileEvent.class);
    List<EventGraph> graphs = new ArrayList<>();
    for (ProfileEvent event : plan.events()) {
      Optional<String> invisible = spy.invisible(event);
      Path stacks = folder.resolve(PySpy.STACKS);
      if (invisible.isPresent()) {
        absences.put(event, invisible.get());
      } else if (Files.notExists(stacks) || Files.size(stacks) == 0) {
        absences.put(event, ProfilePictures.nothing(ops));
      } else {
        graphs.add(graph(plan, chosen, interval, ops, stacks));
      }
    }
    Profile profile =
        new Profile(
            plan.arm(), plan.key(), chosen, interval, ops, graphs, absences, Optional.of(folder));
    ProfilePictures.write(profile, folder);
    return profile;
  }

  private static EventGraph graph(
      ProfilePlan plan, EngineChoice chosen, Duration interval, long ops, Path collapsed)
      throws IOException {
    ProfileEvent event = ProfileEvent.CPU;
    long total = CollapsedStacks.read(collapsed).total();
    Path html = collapsed.resolveSibling(event.id() + ".html");
    String title = Profile.title(plan.key(), event, chosen.engine(), interval, total, ops);
    FlamePage page = new FlamePage("../index.html", Profile.fewOps(ops).orElse(""));
    FlameGraph.draw(collapsed, title, page, html);
    return new EventGraph(event, total, html, collapsed, null);
  }
}
