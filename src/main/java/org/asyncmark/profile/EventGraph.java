package org.asyncmark.profile;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of one event of a profile.
 *
 * @param event what is counted
 * @param total sum over all stacks, in the event's unit; 0 and up
 * @param html the interactive flame graph
 * @param collapsed the stacks it is drawn from
 * @param heatmap the same over time, interactive HTML; null if the engine does not tell when
 */
public record EventGraph(
    ProfileEvent event, long total, Path html, Path collapsed, @Nullable Path heatmap) {
  public EventGraph {
    if (total < 0) {
      throw new IllegalArgumentException("want a total of 0 and up, got " + total);
    }
  }

  /** Returns the same in another folder. */
  EventGraph in(Path folder) {
    return new EventGraph(
        event,
        total,
        folder.resolve(html.getFileName()),
        folder.resolve(collapsed.getFileName()),
        heatmap == null ? null : folder.resolve(heatmap.getFileName()));
  }
}
