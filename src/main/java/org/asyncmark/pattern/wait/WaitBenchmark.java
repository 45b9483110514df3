package org.asyncmark.pattern.wait;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PlannedOps;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Waiting for the first of several leaves in the four models, and what becomes of the others:
 * {@code asyncio.wait}, {@code as_completed}.
 *
 * <p>Measured: one op is one whole race, until nothing of it is at work any more; {@code service}
 * is that time, and the sum of two: {@code winner}, from handing the first leaf over to having the
 * result on the calling thread, the losers told that they are cancelled, and {@code quiet}, from
 * there to the end of the last leaf. {@code lateness} is how much of {@code winner} was not in the
 * plan: no race can be over before the leaf that was drawn to decide it ends. {@code first} is how
 * soon the caller was handed the first end, of {@code as-completed}. {@code started} counts the
 * leaves that were started, {@code upsets} the races that another leaf has decided than was drawn.
 *
 * <p>Not measured: starting and stopping pools, loops, connections and the server. A connection
 * that was closed to cancel a request is opened anew by the op that uses its place next, which is
 * in {@code winner} there. JMH's own score also holds the checks and the recording; {@code service}
 * holds neither.
 *
 * <p>Parity: every op is held to what was drawn for it, see {@link Judge}; {@code RaceContractTest}
 * holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern wait}, or plain: {@code ./run-benchmarks.sh
 * jmh WaitBenchmark -p model=LOOP -p leaf=TIMER -prof org.asyncmark.measure.HdrProfiler}
 */
public class WaitBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell has ten requests of which the first answer is taken, and the
   * others cancelled. The realistic one asks a second server if the first is not back in time,
   * which one half of the time comes of something.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "wait",
              "start fanOut leaves, wait for the first or for all, and for the end of the losers"
                  + " (asyncio.wait, as_completed)",
              WaitBenchmark::new,
              WaitMechanism.values())
          .cells(
              Sizing.SMOKE,
              "leaf=timer until=first-success fanOut=3 mechanism=all",
              "leaf=timer until=all fanOut=3 mechanism=all-of",
              "leaf=http until=first fanOut=3",
              "leaf=timer until=first-success fanOut=2 hedgeMicros=500")
          .cells(Sizing.TELLING, "leaf=http until=first fanOut=10")
          .cells(
              Sizing.REALISTIC,
              "leaf=http until=first-success fanOut=2 delayMicros=2000 hedgeMicros=1000");

  private static final int LEAST_CONNECTIONS = 64;
  private static final long STEP_MICROS = 1_000;
  private static final long MOST_MICROS = 60_000_000;

  /** What a leaf does. */
  @Param("HTTP")
  @Means(value = "what each leaf does", shown = true)
  LeafKind leaf;

  /** What is waited for. */
  @Param("FIRST")
  @Means(value = "what is waited for", shown = true)
  Until until;

  /** What becomes of the leaves that have not ended by then. */
  @Param("CANCEL")
  @Means(value = "what becomes of the leaves that have not ended by then", shown = true)
  Losers losers;

  /** Number of leaves of an op. */
  @Param("10")
  @Means(value = "leaves of one op, which end delayMicros one after another", shown = true)
  @Range(max = 1_000)
  int fanOut;

  /** Wait before the next leaf is started, if none has decided the race by then. */
  @Param("0")
  @Means("wait before each further leaf, which is not started if one is back; 0: all at once")
  @Range(min = 0, max = MOST_MICROS)
  long hedgeMicros;

  /** How many leaves fail; -1 for one where the race is about that. */
  @Param("-1")
  @Means("leaves of one op that fail")
  @Range(min = 0, max = 1_000)
  int failing;

  private final List<End> handed = new ArrayList<>();
  private DrawnEnds plan = new DrawnEnds(1, 0, 0); // until the leaves are opened
  private LeafSpec spec = new LeafSpec(LeafKind.TIMER, 0, 0, 0, 1, 0); // until then, too
  private Race race;
  private Judge judge;
  private LatencyRecorder service;
  private LatencyRecorder winner;
  private LatencyRecorder quiet;
  private @Nullable LatencyRecorder first;
  private long handedNanos;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected LeafKind leafKind() {
    return leaf;
  }

  @Override
  protected int leavesOfOp() {
    return fanOut;
  }

  @Override
  protected int atOnce() {
    return fanOut;
  }

  @Override
  protected int connectionsByDefault() {
    return Math.max(LEAST_CONNECTIONS, fanOut);
  }

  /** {@inheritDoc} Platform: no leaf waits for the thread of another. */
  @Override
  protected int poolSize(int cpus) {
    int size = super.poolSize(cpus);
    return model == Model.PLATFORM ? Math.max(size, fanOut) : size;
  }

  /** {@inheritDoc} So is what starts the next leaf of a hedged race of futures. */
  @Override
  protected boolean onPool() {
    return super.onPool() || (model == Model.FUTURE && rules().hedged());
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (!until.hasLosers()) {
      idle.add("losers");
    }
    if (!until.canBeHedged()) {
      idle.add("hedgeMicros");
    }
    return idle;
  }

  @Override
  protected boolean suits(Mechanism mechanism) {
    return ((WaitMechanism) mechanism).suits(rules());
  }

  private Rules rules() {
    long micros = until.canBeHedged() ? hedgeMicros : 0;
    return new Rules(until, losers, Duration.of(micros, ChronoUnit.MICROS));
  }

  @Override
  protected @Nullable String absence() {
    return leaf == LeafKind.CPU ? "n/a (a cpu leaf does not end at a time that is drawn)" : null;
  }

  @Override
  protected void settle(int cpus) {
    delayMicros = delayMicros < 0 ? STEP_MICROS : delayMicros;
    failing = failing < 0 ? failingByDefault() : failing;
    super.settle(cpus);
    require(failing <= fanOut, "failing=" + failing + " needs as many leaves, got " + fanOut);
    require(
        until != Until.FIRST_SUCCESS || failing < fanOut,
        "until=first-success needs a leaf that does not fail; lower failing or raise fanOut");
    require(
        failing == 0 || !rules().hedged(),
        "hedgeMicros is for leaves that are late, and failing for those that fail; give one");
    require(
        fanOut * delayMicros <= MOST_MICROS,
        "the last leaf would wait for more than a minute; lower fanOut or delayMicros");
  }

  private int failingByDefault() {
    boolean aboutFailures = until == Until.FIRST_SUCCESS || until == Until.FIRST_FAILURE;
    return aboutFailures && !rules().hedged() ? Math.min(1, fanOut - 1) : 0;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** {@inheritDoc} As many waits as there are leaves to wait for. */
  @Override
  protected double opMicros() {
    boolean cutShort = until.canBeHedged() && losers == Losers.CANCEL;
    return super.opMicros() + (cutShort ? 0 : (fanOut - 1) * delayMicros);
  }

  @Override
  protected Leaves leaves() throws InterruptedException {
    plan = new DrawnEnds(fanOut, delayMicros, failing);
    spec = spec(leaf);
    return spec.planned(plan);
  }

  @Override
  protected WarmUp.Op open() {
    race = ((WaitMechanism) mechanism()).open(stage, rules());
    judge = new Judge(check, times, plan, rules(), fanOut, meter);
    service = meter.latency("service");
    winner = meter.latency("winner");
    quiet = meter.latency("quiet");
    first = until == Until.AS_COMPLETED ? meter.latency("first") : null;
    return this::race;
  }

  @Override
  protected boolean isRequest() {
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each goes by a plan of its own, of some that are drawn beforehand. That leaves have done
   * their work is not looked at: those of several requests note their times in one place.
   */
  @Override
  protected Requests requests() {
    PlannedOps<DrawnEnds> ops = new PlannedOps<>(fanOut, plan::another);
    Stage on = stageOf(spec, ops);
    Race shared = ((WaitMechanism) mechanism()).open(on, rules());
    Referee referee = new Referee(check, rules(), fanOut);
    return on.requests(
        shared.op(() -> new RaceOp(ops.next(), fanOut)), quiet -> quiet.require(referee));
  }

  /** One whole race. */
  @Benchmark
  public Object race() throws ExecutionException, InterruptedException {
    plan.draw();
    times.clear();
    handed.clear();
    long started = System.nanoTime();
    List<End> ends = race.run(fanOut, this::take);
    long over = System.nanoTime();
    race.quiet();
    long ended = System.nanoTime();
    service.record(ended - started);
    winner.record(over - started);
    quiet.record(ended - over);
    judge.judge(ends, over - started);
    if (first != null) {
      first.record(handedNanos - started);
      judge.requireHanded(handed, ends);
    }
    return ends;
  }

  /** Takes an end where the model hands it over. */
  private void take(End end) {
    if (handed.isEmpty()) {
      handedNanos = System.nanoTime();
    }
    handed.add(end);
  }
}
