package org.asyncmark.pattern;

import java.util.List;
import org.asyncmark.pattern.condition.ConditionPattern;
import org.asyncmark.pattern.event.EventPattern;
import org.asyncmark.pattern.fanout.FanOutPattern;
import org.asyncmark.pattern.gather.GatherPattern;
import org.asyncmark.pattern.lock.LockPattern;
import org.asyncmark.pattern.queue.QueuePattern;

/** The patterns of the suite. */
public final class Patterns {
  private static final List<Pattern> ALL =
      List.of(
          new GatherPattern(),
          new FanOutPattern(),
          new QueuePattern(),
          new LockPattern(),
          new EventPattern(),
          new ConditionPattern());

  private Patterns() {}

  /** Returns all patterns, in the order of tables. */
  public static List<Pattern> all() {
    return ALL;
  }

  /**
   * Returns the pattern with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Pattern of(String id) {
    return ALL.stream()
        .filter(pattern -> pattern.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown pattern '" + id + "'; choose from " + String.join(", ", ids())));
  }

  /** Returns the ids of all patterns, in order. */
  public static List<String> ids() {
    return ALL.stream().map(Pattern::id).toList();
  }
}
