package org.asyncmark.pattern.pitfalls;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Mistakes in the four models, each beside its remedy: what one costs is what {@code compare --col
 * way} tells, as a ratio.
 *
 * <p>Measured: {@code service} is one op, all tasks done by mistake or by the remedy. {@code
 * detected} is how often the pitfall's instrument found the mistake in an op, see {@link Pitfall}
 * for which that is. Of handlers that block, {@code heartbeat} is how late the beats of a victim
 * come, and that is what the mistake costs.
 *
 * <p>Not measured: starting and stopping pools and loops. In {@code service} of a lock order by
 * mistake is the time until the watchdog looks, a millisecond, which is no cost of the mistake:
 * without the watchdog it would be for ever.
 *
 * <p>Parity: every op checks the work of each task and that the instrument found what it had to,
 * and by the remedy nothing; {@code PitfallsContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern pitfalls}, or plain: {@code
 * ./run-benchmarks.sh jmh PitfallsBenchmark -p model=LOOP -p pitfall=ORPHAN -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class PitfallsBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cells are the mistake that is most often made with loops: a handler
   * that blocks. The common ones are sessions, whose server is at work for 2 ms, so that the
   * machine has ports enough for as many connections as there are. What the others come to is a
   * count that is the same each time, so that smoke shows it.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "pitfalls",
              "make a mistake, or do it right, and find it (asyncio's debug mode)",
              PitfallsBenchmark::new,
              PitfallMechanism.values())
          .cells(Sizing.SMOKE, "pitfall=blocking-handler way=mistake tasks=4", "pitfall=lock-order")
          .cells(Sizing.TELLING, "pitfall=blocking-handler way=mistake,remedy")
          .cells(Sizing.COMMON, "pitfall=session-per-request way=mistake,remedy delayMicros=2000");

  /** The mistake. */
  @Param("BLOCKING_HANDLER")
  @Means(value = "the mistake, found: " + Pitfall.INSTRUMENTS, shown = true)
  Pitfall pitfall;

  /** Whether it is made. */
  @Param("MISTAKE")
  @Means(value = "whether it is made, or its remedy is used", shown = true)
  Way way;

  /** Tasks of an op. */
  @Param("16")
  @Means("tasks of one op; of a lock order always 2")
  @Range(min = 2, max = 10_000)
  int tasks;

  /** Share of the tasks that block, or fail. */
  @Param("25")
  @Means("share of the tasks that block, or fail, in percent")
  @Range(min = 0, max = 100)
  int percent;

  /** Time from one beat of the victim to the next. */
  @Param("1000")
  @Means("time from one beat of the victim of blocking handlers to the next")
  @Range(min = 100, max = 1_000_000)
  int periodMicros;

  private PitfallPlan plan;
  private Exercise exercise;
  private LatencyRecorder service;
  private LatencyRecorder lateness;
  private RatioRecorder detected;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected @Nullable LeafKind leafKind() {
    return pitfall.leaf();
  }

  @Override
  protected int leavesOfOp() {
    return pitfall == Pitfall.LOCK_ORDER ? 0 : tasks;
  }

  /** {@inheritDoc} A session has one. */
  @Override
  protected int connectionsByDefault() {
    return 1;
  }

  /** {@inheritDoc} Nothing but a mistake blocks a thread of the future model's. */
  @Override
  protected int poolSize(int cpus) {
    return cpus;
  }

  /** {@inheritDoc} The platform model has a thread for each task. */
  @Override
  protected boolean onPool() {
    return model == Model.FUTURE;
  }

  @Override
  protected void settle(int cpus) {
    tasks = pitfall == Pitfall.LOCK_ORDER ? 2 : tasks;
    super.settle(cpus);
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    idle.add("connections");
    if (pitfall == Pitfall.LOCK_ORDER) {
      idle.add("tasks");
    }
    if (pitfall != Pitfall.BLOCKING_HANDLER) {
      idle.add("periodMicros");
      if (pitfall != Pitfall.ORPHAN) {
        idle.add("percent");
      }
    }
    return idle;
  }

  @Override
  protected @Nullable String absence() {
    return pitfall.absence(model);
  }

  @Override
  protected int threads() {
    int own = model == Model.PLATFORM ? Math.max(tasks, poolSize) : super.threads();
    return pitfall == Pitfall.BLOCKING_HANDLER && way == Way.REMEDY ? own + tasks : own;
  }

  @Override
  protected int atOnce() {
    boolean oneByOne =
        pitfall == Pitfall.SESSION_PER_REQUEST
            || (way == Way.MISTAKE
                && (pitfall == Pitfall.ONE_BY_ONE
                    || (pitfall == Pitfall.BLOCKING_HANDLER && model == Model.LOOP)));
    return oneByOne ? 1 : tasks;
  }

  @Override
  protected double opMicros() {
    double work = super.opMicros();
    return switch (pitfall) {
      case BLOCKING_HANDLER -> work * percent / 100 + periodMicros;
      case LOCK_ORDER -> TimeUnit.NANOSECONDS.toMicros(LockOrder.LOOK.toNanos());
      default -> work;
    };
  }

  @Override
  protected WarmUp.Op open() {
    Heartbeat heartbeat = new Heartbeat(TimeUnit.MICROSECONDS.toNanos(periodMicros));
    plan = PitfallPlan.of(pitfall, way, tasks, percent, heartbeat, check);
    exercise = ((PitfallMechanism) mechanism()).open(stage, plan);
    service = meter.latency("service");
    lateness = meter.latency("heartbeat");
    detected = meter.ratio("detected", "#/op");
    return () -> {
      make();
      return null;
    };
  }

  /** All tasks, one way or the other. */
  @Benchmark
  public void make() throws ExecutionException, InterruptedException {
    times.clear();
    long started = System.nanoTime();
    int found = exercise.run();
    long nanos = System.nanoTime() - started;
    if (pitfall == Pitfall.BLOCKING_HANDLER) {
      service.record(plan.heartbeat().lastedNanos());
      plan.heartbeat().recordInto(lateness, check);
      return;
    }
    service.record(nanos);
    if (pitfall == Pitfall.ONE_BY_ONE) {
      found = times.mostAtOnce(tasks) == 1 ? 1 : 0;
    }
    times.requireAll(leavesOfOp());
    if (pitfall.counted()) {
      requireFound(found);
      detected.record(found, 1);
    }
  }

  private void requireFound(int found) {
    if (found != plan.mistakes()) {
      throw check.failed(
          "wanted the "
              + pitfall.instrument()
              + " to find "
              + plan.mistakes()
              + " mistakes, got "
              + found);
    }
  }
}
