package org.asyncmark.pattern;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.asyncmark.Choice;
import org.asyncmark.pattern.condition.ConditionBenchmark;
import org.asyncmark.pattern.event.EventBenchmark;
import org.asyncmark.pattern.fanout.FanOutBenchmark;
import org.asyncmark.pattern.gather.GatherBenchmark;
import org.asyncmark.pattern.lock.LockBenchmark;
import org.asyncmark.pattern.queue.QueueBenchmark;

/** The patterns of the suite, and those of the user that {@link ServiceLoader} finds. */
public final class Patterns {
  private static final List<Pattern> SUITE =
      List.of(
          GatherBenchmark.PATTERN,
          FanOutBenchmark.PATTERN,
          QueueBenchmark.PATTERN,
          LockBenchmark.PATTERN,
          EventBenchmark.PATTERN,
          ConditionBenchmark.PATTERN);

  private Patterns() {}

  /** Returns the patterns of the suite, in the order of tables. */
  public static List<Pattern> suite() {
    return SUITE;
  }

  /**
   * Returns the patterns of the suite and behind them those of the user: of each {@link
   * PatternBenchmark} that a jar on the class path names as a service.
   */
  public static List<Pattern> all() {
    Stream<Pattern> found =
        ServiceLoader.load(PatternBenchmark.class).stream().map(each -> each.get().pattern());
    return Stream.concat(SUITE.stream(), found).toList();
  }

  /**
   * Returns the pattern with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Pattern of(String id) {
    return Choice.of("pattern", id, all(), Pattern::id);
  }
}
