package org.asyncmark.pattern.taskgroup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.ThreadLimits;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Groups of tasks in the four models: {@code asyncio.TaskGroup}.
 *
 * <p>Measured: one op is one whole tree, from starting the first task to the end of the root's
 * group on the calling thread; {@code service} is that time. Where a leaf fails, {@code quiet} is
 * from its failure to the end of the root's group: the siblings of each group on the way up are
 * cancelled and have ended by then. {@code leaf} is the time of each leaf where all of them wait.
 *
 * <p>Not measured: starting and stopping pools and loops. Threads of {@code thread-per-task} and of
 * structured scopes are started in the op, which is their point.
 *
 * <p>Parity: every op checks the sum of all leaves, or that the group failed with what was drawn
 * and, of blocking leaves, that none is at work any more; {@code GroupContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern taskgroup}, or plain: {@code
 * ./run-benchmarks.sh jmh TaskGroupBenchmark -p model=LOOP -p shape=TREE -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class TaskGroupBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell is a group of which one task fails. The common ones are the same
   * in a structured scope, and pyperformance's tree, which has more tasks than Linux has platform
   * threads: that model is absent there.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "taskgroup",
              "run a tree of tasks whose groups end when all have, or fail together"
                  + " (asyncio.TaskGroup)",
              TaskGroupBenchmark::new,
              GroupMechanism.values())
          .cells(
              Sizing.SMOKE,
              "shape=flat work=io failing=one leaves=10 mechanism=all",
              "shape=tree work=cpu-io leaves=36",
              "shape=skynet work=none leaves=100")
          .cells(Sizing.TELLING, "shape=flat work=io failing=one leaves=100")
          .cells(
              Sizing.COMMON,
              "shape=flat work=io failing=one leaves=100 mechanism=structured-scope",
              "shape=tree work=none");

  /** Linux has no more unless it is told to, and a machine that is has other work, too. */
  private static final int MOST_THREADS = 32_768;

  /** The parts of its wait after which a leaf may fail. */
  private static final int DELAYS = 8;

  private static final double MICROS_PER_THREAD = 20;
  private static final double MICROS_PER_TASK = 1;

  /** How groups stand in one another. */
  @Param("FLAT")
  @Means(value = "groups in one another: one, groups of six, or groups of ten", shown = true)
  Shape shape;

  /** What the leaves do. */
  @Param("IO")
  @Means(value = "what leaves do: nothing, wait, wait seldom, or compute and wait", shown = true)
  Work work;

  /** How many leaves fail. */
  @Param("NONE")
  @Means(value = "leaves that fail, at a place and time that are drawn", shown = true)
  Failing failing;

  /** Number of leaves; 0 for as many as suit the shape. */
  @Param("0")
  @Means(value = "leaves of one op, or more, as make the tree full", shown = true)
  @Range(max = 1_000_000)
  int leaves;

  private Tree tree;
  private Fault fault = new Fault(0);
  private Group group;
  private LatencyRecorder service;
  private LatencyRecorder quiet;
  private LatencyRecorder leafService;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected @Nullable LeafKind leafKind() {
    return work == Work.NONE ? null : LeafKind.TIMER;
  }

  @Override
  protected void settle(int cpus) {
    leaves = shape.tree(leaves).leaves();
    super.settle(cpus);
  }

  /** {@inheritDoc} A group that waits for its children keeps its thread. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? shape.tree(leaves).tasks() : cpus;
  }

  @Override
  protected boolean onPool() {
    return model == Model.FUTURE
        || (model == Model.PLATFORM && mechanism() == GroupMechanism.EXECUTOR);
  }

  @Override
  protected int threads() {
    return model == Model.PLATFORM ? shape.tree(leaves).tasks() : super.threads();
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (work == Work.CPU_IO) {
      idle.remove("cpuTokens");
    }
    return idle;
  }

  @Override
  protected int leavesOfOp() {
    return leaves;
  }

  @Override
  protected int atOnce() {
    return leaves;
  }

  @Override
  protected double opMicros() {
    double ofTask = model == Model.PLATFORM ? MICROS_PER_THREAD : MICROS_PER_TASK;
    return super.opMicros() + shape.tree(leaves).tasks() * ofTask;
  }

  @Override
  protected @Nullable String absence() {
    if (model != Model.PLATFORM) {
      return null;
    }
    Tree of = shape.tree(leaves);
    int threads = of.tasks();
    if (onPool() && of.depth() > 1 && poolSize > 0 && poolSize < threads) {
      return "n/a (groups wait for their children in threads: poolSize wants " + threads + ")";
    }
    if (threads > MOST_THREADS) {
      return "n/a ("
          + threads
          + " platform threads, kernel.pid_max is "
          + MOST_THREADS
          + " by default)";
    }
    String limit = ThreadLimits.ofThisMachine().lacking(threads);
    return limit == null ? null : "n/a (" + threads + " platform threads, " + limit + ")";
  }

  @Override
  protected Leaves leaves() {
    Leaves[] delays =
        LongStream.range(0, failing == Failing.NONE ? 0 : DELAYS)
            .mapToObj(part -> work == Work.NONE ? computing(0) : waiting(part))
            .toArray(Leaves[]::new);
    fault = new Fault(failing == Failing.NONE ? 0 : leaves, delays);
    return new GroupLeaves(work.draw(leaves), waiting(DELAYS), computing(cpuTokens), fault);
  }

  /** Returns leaves whose timers end with them when they are cancelled, in all models. */
  private Leaves waiting(long parts) {
    Duration delay = Duration.of(delayMicros * parts / DELAYS, ChronoUnit.MICROS);
    return new LeafSpec(LeafKind.TIMER, 0, 0, 0, 1, 0).planned(LeafPlan.always(delay));
  }

  private static Leaves computing(long tokens) {
    return new LeafSpec(LeafKind.CPU, tokens, 0, 0, 1, 0);
  }

  @Override
  protected WarmUp.Op open() {
    tree = shape.tree(leaves);
    group = ((GroupMechanism) mechanism()).open(stage, tree);
    service = meter.latency("service");
    quiet = meter.latency("quiet");
    leafService = meter.latency("leaf");
    return this::run;
  }

  /**
   * {@inheritDoc}
   *
   * <p>One that fails is none: which leaf fails is drawn for one op at a time. On a pool neither is
   * one of groups in groups, which would wait for threads that groups of other requests have.
   */
  @Override
  protected boolean isRequest() {
    if (failing != Failing.NONE) {
      return false;
    }
    Tree of = shape.tree(leaves);
    return model != Model.PLATFORM || (onPool() ? of.depth() == 1 : Stage.hasThreads(of.tasks()));
  }

  @Override
  protected Requests requests() {
    tree = shape.tree(leaves);
    Group shared = ((GroupMechanism) mechanism()).open(stage, tree);
    return stage.requests(shared.op(), this::requireSum);
  }

  private void requireSum(long sum) {
    if (sum != tree.sum()) {
      throw check.failed("wanted the leaves' sum " + tree.sum() + ", got " + sum);
    }
  }

  /** One whole tree. */
  @Benchmark
  public Object run() throws ExecutionException, InterruptedException {
    times.clear();
    fault.draw();
    return failing == Failing.NONE ? succeed() : fail();
  }

  private long succeed() throws ExecutionException, InterruptedException {
    long started = System.nanoTime();
    long sum = group.run();
    service.record(System.nanoTime() - started);
    requireSum(sum);
    if (work == Work.IO) {
      times.recordInto(leafService, leaves);
    }
    return sum;
  }

  private Throwable fail() throws InterruptedException {
    long started = System.nanoTime();
    try {
      throw check.failed("a leaf fails, and the group returned " + group.run());
    } catch (ExecutionException e) {
      long ended = System.nanoTime();
      long failed =
          fault.requireEnded(check, Objects.requireNonNull(e.getCause(), "what the leaf threw"));
      service.record(ended - started);
      quiet.record(ended - failed);
      return e;
    }
  }
}
