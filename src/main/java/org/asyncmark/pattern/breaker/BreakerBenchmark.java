package org.asyncmark.pattern.breaker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.breaker.Breaker.State;
import org.asyncmark.pattern.breaker.Calls.End;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A circuit breaker that callers share, in the four models.
 *
 * <p>Measured: one op goes through all states of the breaker. {@code service} is the time of all
 * calls through the closed breaker, from handing the callers over to their end. What a single call
 * takes its caller, as the mean of an op, is {@code guarded} through the closed breaker, {@code
 * bare} without one, so that the difference is the breaker's price, and {@code fastfail} where the
 * open breaker rejects it. {@code opening} is the failed call that opens it, {@code closing} the
 * probes that make it half-open and close it, both by one caller alone.
 *
 * <p>Not measured: starting and stopping pools and loops, and the time for which a breaker is open:
 * its clock is put forward. Calls compute where they are made and never wait. JMH's own score is
 * the whole op, the calls without a breaker included, and is no measure of it.
 *
 * <p>Parity: every op checks the end of each call and the state of the breaker behind each of its
 * parts, to the call; {@code BreakerContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern breaker}, or plain: {@code
 * ./run-benchmarks.sh jmh BreakerBenchmark -p model=LOOP -p callers=1 -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class BreakerBenchmark extends PatternBenchmark {
  /**
   * The pattern. In the telling cell a few callers share the breaker, on more threads than the
   * common machine has; in the common one a single caller has it for itself.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "breaker",
              "make calls through a circuit breaker that closes, opens, and tries again",
              BreakerBenchmark::new,
              BreakerMechanism.values())
          .cells(Sizing.SMOKE, "callers=2 calls=20 probes=2 mechanism=all")
          .cells(Sizing.TELLING, "callers=4")
          .cells(Sizing.COMMON, "callers=1");

  private static final long OPEN_MILLIS = 60_000;

  private static final double MICROS_PER_CALL = 1;

  /** Tasks that make calls at once. */
  @Param("4")
  @Means(value = "tasks that make calls at once; platform has a thread for each", shown = true)
  @Range(max = 1_000)
  int callers;

  /** Calls that each of them makes. */
  @Param("500")
  @Means("calls that each of them makes, one after another")
  @Range(max = 10_000)
  int calls;

  /** Work of a call. */
  @Param("100")
  @Means("work of a call, in JMH's tokens")
  @Range(min = 0, max = 1_000_000)
  long cpuTokens;

  /** Calls that are judged together. */
  @Param("20")
  @Means("last calls that are judged together")
  @Range(max = BreakerRule.MOST_CALLS)
  int window;

  /** Share of failures that opens it. */
  @Param("50")
  @Means("share of failures from which on it opens, in percent")
  @Range(max = 100)
  int thresholdPercent;

  /** Calls that are let through when it is half-open. */
  @Param("1")
  @Means("calls that are let through when it is half-open, no more than window")
  @Range(max = BreakerRule.MOST_CALLS)
  int probes;

  private InlineCall work = new InlineCall(0); // until the leaves are opened
  private MovableClock clock;
  private BreakerRule rule;
  private Breaker breaker;
  private Callers all;
  private Calls many;
  private Calls almostOpening;
  private Calls one;
  private Calls probing;
  private boolean bareFirst;
  private LatencyRecorder service;
  private LatencyRecorder bare;
  private LatencyRecorder guarded;
  private LatencyRecorder fastFail;
  private LatencyRecorder opening;
  private LatencyRecorder closing;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  /** {@inheritDoc} Platform: one for each caller. */
  @Override
  protected int poolSize(int cpus) {
    return model == Model.PLATFORM ? callers : cpus;
  }

  @Override
  protected boolean onPool() {
    return model == Model.PLATFORM || model == Model.FUTURE;
  }

  @Override
  protected void settle(int cpus) {
    super.settle(cpus);
    if (callers * calls < window) {
      throw new IllegalArgumentException(
          "a window of "
              + window
              + " wants as many calls, got callers="
              + callers
              + " times calls="
              + calls
              + "; raise calls or lower window");
    }
    if (probes > window) {
      throw new IllegalArgumentException(
          "probes must be no more than window="
              + window
              + ", got "
              + probes
              + "; raise window or lower probes");
    }
  }

  @Override
  protected double opMicros() {
    return 3 * callers * calls * MICROS_PER_CALL;
  }

  @Override
  protected Leaves leaves() {
    work = new InlineCall(cpuTokens);
    return work;
  }

  @Override
  protected WarmUp.Op open() {
    openBreaker();
    many = new Calls(callers, calls);
    almostOpening = new Calls(1, rule.failuresToOpen() - 1);
    one = new Calls(1, 1);
    probing = new Calls(1, probes);
    service = meter.latency("service");
    bare = meter.latency("bare");
    guarded = meter.latency("guarded");
    fastFail = meter.latency("fastfail");
    opening = meter.latency("opening");
    closing = meter.latency("closing");
    return () -> {
      goThroughAllStates();
      return null;
    };
  }

  private void openBreaker() {
    clock = new MovableClock(System::nanoTime);
    rule = new BreakerRule(window, thresholdPercent, OPEN_MILLIS, probes);
    breaker = ((BreakerMechanism) mechanism()).open(rule, clock);
    all = Callers.open(stage);
  }

  @Override
  protected boolean isRequest() {
    return true;
  }

  /** {@inheritDoc} It is the calls through the closed breaker, which {@code service} is of. */
  @Override
  protected Requests requests() {
    openBreaker();
    return stage.requests(
        all.op(breaker, () -> new Calls(callers, calls)),
        ended -> require(ended, End.SUCCEEDED, State.CLOSED));
  }

  /** One op: the breaker is closed, opens, rejects, and closes again. */
  @Benchmark
  public void goThroughAllStates() throws ExecutionException, InterruptedException {
    bareFirst = !bareFirst; // neither is always the one that wakes the threads
    if (bareFirst) {
      callWithoutBreaker();
    }
    long started = System.nanoTime();
    all.run(breaker, many);
    service.record(System.nanoTime() - started);
    guarded.record(many.meanNanos());
    require(many, End.SUCCEEDED, State.CLOSED);
    if (!bareFirst) {
      callWithoutBreaker();
    }

    work.fail(true);
    all.run(breaker, almostOpening);
    require(almostOpening, End.FAILED, State.CLOSED);
    all.run(breaker, one);
    opening.record(one.meanNanos());
    require(one, End.FAILED, State.OPEN);
    work.fail(false);

    all.run(breaker, many);
    fastFail.record(many.meanNanos());
    require(many, End.REJECTED, State.OPEN);

    clock.advance(Duration.ofMillis(OPEN_MILLIS).plusNanos(1));
    all.run(breaker, probing);
    closing.record(probing.meanNanos() * probes);
    require(probing, End.SUCCEEDED, State.CLOSED);
  }

  private void callWithoutBreaker() throws ExecutionException, InterruptedException {
    all.run(Breaker.NONE, many);
    bare.record(many.meanNanos());
    many.requireAll(check, End.SUCCEEDED);
  }

  private void require(Calls made, End wanted, State behind) {
    made.requireAll(check, wanted);
    if (breaker.state() != behind) {
      throw check.failed("wanted the breaker " + behind + ", got " + breaker.state());
    }
  }
}
