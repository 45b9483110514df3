package org.asyncmark.pattern;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The benchmark of a pattern in all models. A subclass has the parameters of its pattern as fields,
 * opens the pattern on the {@link #stage}, and has one {@code @Benchmark} method, which does one op
 * and checks its work.
 *
 * <p>The planner makes a benchmark, too, to learn from it what a cell is: it sets the fields, has
 * them {@linkplain #settle settled}, and reads them back. It opens nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class PatternBenchmark {
  /** Name of the parameter that says how a model does a pattern. */
  public static final String MECHANISM = "mechanism";

  /** Name of the parameter that says how many threads the pool has. */
  public static final String POOL_SIZE = "poolSize";

  /** The concurrency model. */
  @Param({"PLATFORM", "VIRTUAL", "FUTURE", "LOOP"})
  protected Model model;

  /** How the model does it: the id of one of its mechanisms. */
  @Param(Mechanism.IDIOMATIC)
  @Means(value = "how a model does it", own = true)
  protected String mechanism;

  /** Threads of the model's pool; 0 for as many as {@link #poolSize} says. */
  @Param("0")
  @Means(value = "threads of the pool, where the model has one", own = true)
  @Range(max = 10_000)
  protected int poolSize;

  /** What the cell runs on; from {@link #leaves} on. */
  protected Stage stage;

  /** When each leaf worked, op by op; from {@link #open} on. */
  protected LeafTimes times;

  /** The recorders; from {@link #open} on. */
  protected Meter meter;

  /** What makes the messages of work that was not done; from {@link #open} on. */
  protected ResultCheck check;

  /** Returns the pattern that this measures. */
  public abstract Pattern pattern();

  /**
   * Opens the pattern on the stage, and its recorders on the meter.
   *
   * @return one op, checks included, with which the cell is warmed up
   */
  protected abstract WarmUp.Op open() throws Exception;

  /**
   * Tells whether its op is a request of an open loop, many of which are under way at once on what
   * was opened once; of a settled benchmark. It is none, unless overridden.
   */
  protected boolean isRequest() {
    return false;
  }

  /**
   * Opens the pattern on the stage, once for all requests. Recorders are for one thread: nothing is
   * opened on the meter, and nobody reads {@link #times}, which all requests write.
   *
   * @return what hands over requests, which share what was opened, and checks what each of them
   *     gave
   */
  protected Requests requests() throws Exception {
    throw new IllegalStateException("pattern " + pattern().id() + " opens no requests");
  }

  /**
   * Fills in what was left open, and refuses what cannot be.
   *
   * @param cpus of the fork, 1 and up
   * @throws IllegalArgumentException if the values contradict each other
   */
  protected void settle(int cpus) {
    mechanism = mechanism().id();
    if (poolSize == 0) {
      poolSize = poolSize(cpus);
    }
  }

  /**
   * Returns the threads of the pool if nothing else is asked for: one for each CPU, as is right
   * where no task blocks its thread.
   *
   * @param cpus of the fork, 1 and up
   */
  protected int poolSize(int cpus) {
    return cpus;
  }

  /** Returns the names of parameters that are without effect; of a settled benchmark. */
  protected Set<String> idle() {
    Set<String> idle = new LinkedHashSet<>();
    if (!onPool()) {
      idle.add(POOL_SIZE);
    }
    return idle;
  }

  /** Tells whether the size of a pool has an effect: with futures, unless overridden. */
  protected boolean onPool() {
    return model == Model.FUTURE;
  }

  /** Returns how many platform threads the op takes at most, the pool's included; once settled. */
  protected int threads() {
    return model == Model.PLATFORM || model == Model.FUTURE ? poolSize : 0;
  }

  /**
   * Returns how long an op takes, roughly, in microseconds; once settled. It is for the time that a
   * run is expected to take, and for what is said before it: that most of it is a wait is what has
   * to be known. 0, unless overridden: next to nothing.
   */
  protected double opMicros() {
    return 0;
  }

  /**
   * Returns what of the pool or the connections makes leaves wait for one another, in words; empty
   * if nothing does. Once settled.
   */
  protected String waves() {
    return "";
  }

  /** Tells whether leaves are requests over HTTP; they are not, unless overridden. */
  protected boolean overHttp() {
    return false;
  }

  /** Tells whether a mechanism of the model can do it with these parameters. */
  protected boolean suits(Mechanism mechanism) {
    return true;
  }

  /**
   * Returns why no JDK can do this, as it stands in tables: {@code n/a (reason)}; null if one can.
   */
  protected @Nullable String absence() {
    return null;
  }

  /**
   * Returns why leaves over HTTP have to ask the suite's own server, as it stands in tables; null
   * if another can stand in for it, as it can unless overridden.
   */
  protected @Nullable String absenceElsewhere() {
    return null;
  }

  /**
   * Returns what opens the leaf; null if there is none. What that needs is left to the stage to
   * close.
   */
  protected @Nullable Leaves leaves() throws InterruptedException {
    return null;
  }

  /** Returns the leaves of an op, 0 and up. */
  protected int leavesOfOp() {
    return 0;
  }

  /**
   * Counts what is counted in ops that are not measured: once it is warm, when no other fork of its
   * block is at work.
   */
  protected void afterWarmUp() throws Exception {}

  /**
   * Does what is due after the last op, while everything is open still. Other forks of its block
   * may do so at the same time.
   */
  protected void afterLastOp() throws Exception {}

  /**
   * Returns the mechanism.
   *
   * @throws IllegalArgumentException if the model has none that is called so and suits; the message
   *     names those it has
   */
  protected final Mechanism mechanism() {
    return pattern().mechanism(this);
  }

  /**
   * Refuses fewer threads or connections than are needed, because they would be the limit in the
   * place of what is measured.
   *
   * @param param what needs them: the name of a parameter
   * @param value of that parameter
   * @param name of the parameter that has too few
   * @throws IllegalArgumentException if there are fewer
   */
  protected static void requireEnough(String param, long value, String name, long least, long got) {
    if (got < least) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %d needs %s=%d at least, got %d, which would be the limit instead; raise %s or"
                  + " lower %s",
              param,
              value,
              name,
              least,
              got,
              name,
              param));
    }
  }

  /** Settles the parameters, opens everything and warms up; JMH calls it. */
  @Setup
  public final void setUp() throws Exception {
    settle(Runtime.getRuntime().availableProcessors());
    openOnStage(
        () -> {
          WarmUp.untilSteady(open());
          afterWarmUp();
          return null;
        });
  }

  /**
   * Settles the parameters and opens everything for an open loop; {@link #closeRequests} closes it.
   *
   * @throws IllegalArgumentException if this is no request; the message says what to take instead
   */
  final Requests openRequests() throws Exception {
    settle(Runtime.getRuntime().availableProcessors());
    if (!isRequest()) {
      throw new IllegalArgumentException(Patterns.noRequest(this));
    }
    return openOnStage(this::requests);
  }

  /** Closes what {@link #openRequests} has opened. */
  final void closeRequests() {
    try (Meter ending = meter) {
      stage.close();
    }
  }

  /** Opens something on the stage of settled parameters, or closes everything if that fails. */
  private <T extends @Nullable Object> T openOnStage(Callable<T> opening) throws Exception {
    String never = absence();
    String absence = never == null ? mechanism().absenceOn(Runtime.version().feature()) : never;
    if (absence != null) {
      throw new IllegalArgumentException(pattern().id() + ", model " + model.id() + ": " + absence);
    }
    check = new ResultCheck(pattern().id(), model, mechanism);
    times = new LeafTimes(check.cell(), leavesOfOp());
    meter = new Meter();
    stage = new Stage(model, times, poolSize);
    boolean opened = false;
    try {
      stage.with(leaves());
      T result = opening.call();
      opened = true;
      return result;
    } finally {
      if (!opened) {
        closeRequests();
      }
    }
  }

  /** Ends recording and closes everything; JMH calls it. */
  @TearDown
  public final void tearDown() throws Exception {
    try (Stage closing = stage;
        Meter ending = meter) {
      afterLastOp();
    }
  }
}
