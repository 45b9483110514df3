package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.asyncmark.Choice;
import org.asyncmark.EnvironmentException;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.breaker.BreakerBenchmark;
import org.asyncmark.pattern.broadcast.BroadcastBenchmark;
import org.asyncmark.pattern.cancel.CancelBenchmark;
import org.asyncmark.pattern.condition.ConditionBenchmark;
import org.asyncmark.pattern.event.EventBenchmark;
import org.asyncmark.pattern.fanout.FanOutBenchmark;
import org.asyncmark.pattern.files.FilesBenchmark;
import org.asyncmark.pattern.gather.GatherBenchmark;
import org.asyncmark.pattern.lock.LockBenchmark;
import org.asyncmark.pattern.offload.OffloadBenchmark;
import org.asyncmark.pattern.pipeline.PipelineBenchmark;
import org.asyncmark.pattern.pitfalls.PitfallsBenchmark;
import org.asyncmark.pattern.pool.PoolBenchmark;
import org.asyncmark.pattern.queue.QueueBenchmark;
import org.asyncmark.pattern.ratelimit.RateLimitBenchmark;
import org.asyncmark.pattern.retry.RetryBenchmark;
import org.asyncmark.pattern.session.SessionBenchmark;
import org.asyncmark.pattern.shutdown.ShutdownBenchmark;
import org.asyncmark.pattern.stream.StreamBenchmark;
import org.asyncmark.pattern.taskgroup.TaskGroupBenchmark;
import org.asyncmark.pattern.timeout.TimeoutBenchmark;
import org.asyncmark.pattern.wait.WaitBenchmark;

/** The patterns of the suite, and those of the user that {@link ServiceLoader} finds. */
public final class Patterns {
  private static final List<Pattern> SUITE =
      List.of(
          GatherBenchmark.PATTERN,
          FanOutBenchmark.PATTERN,
          QueueBenchmark.PATTERN,
          LockBenchmark.PATTERN,
          EventBenchmark.PATTERN,
          ConditionBenchmark.PATTERN,
          WaitBenchmark.PATTERN,
          TimeoutBenchmark.PATTERN,
          CancelBenchmark.PATTERN,
          TaskGroupBenchmark.PATTERN,
          OffloadBenchmark.PATTERN,
          PitfallsBenchmark.PATTERN,
          PoolBenchmark.PATTERN,
          RetryBenchmark.PATTERN,
          BreakerBenchmark.PATTERN,
          RateLimitBenchmark.PATTERN,
          StreamBenchmark.PATTERN,
          BroadcastBenchmark.PATTERN,
          PipelineBenchmark.PATTERN,
          ShutdownBenchmark.PATTERN,
          FilesBenchmark.PATTERN,
          SessionBenchmark.PATTERN);

  /** Those that most services are made of. */
  private static final List<Pattern> CORE = SUITE.subList(0, 4);

  /** Those that are calls of asyncio, and what goes wrong with them. */
  private static final List<Pattern> CALLS = SUITE.subList(0, 12);

  private Patterns() {}

  /** Returns the patterns of the suite, in the order of tables. */
  public static List<Pattern> suite() {
    return SUITE;
  }

  /**
   * Returns the patterns of the suite and behind them those of the user: of each {@link
   * PatternBenchmark} that a jar on the class path names as a service.
   *
   * @throws EnvironmentException if one cannot be made, or has the id of another
   */
  public static List<Pattern> all() {
    List<Pattern> all = new ArrayList<>(SUITE);
    try {
      for (PatternBenchmark own : ServiceLoader.load(PatternBenchmark.class)) {
        Pattern pattern = own.pattern();
        if (all.stream().anyMatch(each -> each.id().equals(pattern.id()))) {
          throw new EnvironmentException(
              own.getClass().getName()
                  + " is a second pattern '"
                  + pattern.id()
                  + "'; give it another id");
        }
        all.add(pattern);
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new EnvironmentException("wanted the patterns of --classpath, but " + root, e);
    }
    return List.copyOf(all);
  }

  /**
   * Returns the four families that most services are made of, gather, fanout, queue and lock, and
   * behind them the patterns of the user.
   *
   * @throws EnvironmentException as {@link #all}
   */
  public static List<Pattern> core() {
    return someAndOwn(CORE);
  }

  /**
   * Returns the patterns that are calls of asyncio, gather to pitfalls, without those that services
   * build of them, and behind them the patterns of the user.
   *
   * @throws EnvironmentException as {@link #all}
   */
  public static List<Pattern> calls() {
    return someAndOwn(CALLS);
  }

  /**
   * Returns the patterns that are measured in an open loop, too: whose ops are requests, with
   * default parameters at least.
   *
   * @throws EnvironmentException as {@link #all}
   */
  public static List<Pattern> ofRequests() {
    return all().stream().filter(each -> each.isRequest(Model.LOOP, Map.of())).toList();
  }

  /** Returns the message for a settled benchmark that is no request. */
  static String noRequest(PatternBenchmark refused) {
    String id = refused.pattern().id();
    String cannot = "pattern " + id + " cannot be measured in an open loop";
    List<String> others = ofRequests().stream().map(Pattern::id).toList();
    return others.contains(id)
        ? cannot
            + " by model "
            + refused.model.id()
            + " with "
            + refused.pattern().told(refused)
            + "; leave some of these at their defaults"
        : cannot + "; choose from " + String.join(", ", others);
  }

  /** Returns some of the suite's patterns, and those of the user. */
  private static List<Pattern> someAndOwn(List<Pattern> ofSuite) {
    return all().stream().filter(each -> !SUITE.contains(each) || ofSuite.contains(each)).toList();
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
