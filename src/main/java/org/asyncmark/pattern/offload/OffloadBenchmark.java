package org.asyncmark.pattern.offload;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Heartbeat;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Offloading in the four models: {@code asyncio.to_thread} and {@code run_in_executor}.
 *
 * <p>Measured: {@code service} is from handing the requests over to having all results on the
 * calling thread. {@code hop} is the way of each call there and back, from its request's asking for
 * it to its going on with the result, less the call itself, so waiting for a thread of the pool and
 * for the loop is in it. {@code heartbeat} is how late each beat of a victim comes that is to run
 * at a fixed rate on the same executor or loop meanwhile; {@code leaf} is each call itself.
 *
 * <p>Not measured: starting and stopping pools and loops, and the end of the victim, which comes up
 * to a period after the last request. JMH's own score holds that, too, and is no measure of
 * offloading. The timers of the victims differ by their models; what they lack on an idle machine
 * is in {@code heartbeat}: a loop counts in whole milliseconds.
 *
 * <p>Parity: every op checks each result, that each call was made, and that every beat was made
 * that was due; {@code OffloadContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern offload}, or plain: {@code
 * ./run-benchmarks.sh jmh OffloadBenchmark -p model=LOOP -p work=CPU -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class OffloadBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cell is one request that has short calls made elsewhere, one after
   * another: there is little in it but the way there and back. The common ones are requests that
   * compute for 5 ms, twice as many as there are CPUs, elsewhere and in place: virtual threads are
   * not preempted, so that in place they starve the victim as those of a loop do.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "offload",
              "have calls that block or compute made by other threads, or in place, beside a victim"
                  + " with a heartbeat (asyncio.to_thread)",
              OffloadBenchmark::new,
              OffloadMechanism.values())
          .cells(
              Sizing.SMOKE,
              "work=blocking requests=2 calls=2",
              "work=cpu requests=2 calls=2 place=inline")
          .cells(Sizing.TELLING, "work=cpu requests=1 calls=100 cpuTokens=500")
          .cells(Sizing.COMMON, "work=cpu place=inline,offloaded");

  /** 5 ms where JMH's tokens were calibrated. */
  private static final long LONG_CPU = 2_500_000;

  /** What a call does. */
  @Param("BLOCKING")
  @Means(value = "what each call does", shown = true)
  Work work;

  /** Where calls are made. */
  @Param("OFFLOADED")
  @Means(
      value = "where calls are made: by a pool of threads, or where the request runs",
      shown = true)
  Place place;

  /** Requests of an op; 0 for twice as many as there are processors. */
  @Param("0")
  @Means(value = "requests that are there at once", shown = true)
  @Range(max = 10_000)
  int requests;

  /** Calls of each request. */
  @Param("1")
  @Means("calls of each request, one after another")
  @Range(max = 1_000)
  int calls;

  /** Threads that calls are offloaded to; 0 for one for each request, or for each CPU. */
  @Param("0")
  @Means("threads that calls are offloaded to: by default enough that those that block do not wait")
  @Range(max = 10_000)
  int offloadThreads;

  /** Time from one beat of the victim to the next. */
  @Param("1000")
  @Means("time from one beat of the victim to the next")
  @Range(min = 100, max = 1_000_000)
  int periodMicros;

  private Offloading offloading;
  private Heartbeat heartbeat;
  private LeafTimes hops;
  private LatencyRecorder service;
  private LatencyRecorder hop;
  private LatencyRecorder lateness;
  private LatencyRecorder leafService;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected LeafKind leafKind() {
    return work.leaf();
  }

  @Override
  protected int leavesOfOp() {
    return requests * calls;
  }

  @Override
  protected long cpuTokensByDefault() {
    return LONG_CPU;
  }

  /** {@inheritDoc} Nothing but an inline call ever blocks a thread of the future model's. */
  @Override
  protected int poolSize(int cpus) {
    return cpus;
  }

  /** {@inheritDoc} The platform model has a thread for each request and one for the victim. */
  @Override
  protected boolean onPool() {
    return model == Model.FUTURE;
  }

  @Override
  protected void settle(int cpus) {
    requests = requests == 0 ? 2 * cpus : requests;
    offloadThreads = offloadThreads == 0 ? (work == Work.CPU ? cpus : requests) : offloadThreads;
    super.settle(cpus);
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (place == Place.INLINE) {
      idle.add("offloadThreads");
    }
    return idle;
  }

  @Override
  protected int threads() {
    int own =
        switch (model) {
          case PLATFORM -> requests + 1;
          case FUTURE -> poolSize;
          case VIRTUAL, LOOP -> 0;
          case ASYNCIO -> throw Model.notInJava();
        };
    return own + (place == Place.OFFLOADED ? offloadThreads : 0);
  }

  @Override
  protected int atOnce() {
    if (place == Place.OFFLOADED) {
      return Math.min(requests, offloadThreads);
    }
    return switch (model) {
      case PLATFORM, VIRTUAL -> requests;
      case FUTURE -> Math.min(requests, poolSize);
      case LOOP -> 1;
      case ASYNCIO -> throw Model.notInJava();
    };
  }

  @Override
  protected double opMicros() {
    return super.opMicros() + periodMicros;
  }

  @Override
  protected WarmUp.Op open() {
    OffloadPlan plan = new OffloadPlan(requests, calls, new BitSet(), place, offloadThreads);
    offloading = ((OffloadMechanism) mechanism()).open(stage, plan);
    heartbeat = new Heartbeat(TimeUnit.MICROSECONDS.toNanos(periodMicros));
    hops = LeafTimes.ofWaits(check.cell(), leavesOfOp(), "call");
    service = meter.latency("service");
    hop = meter.latency("hop");
    lateness = meter.latency("heartbeat");
    leafService = meter.latency("leaf");
    return this::offload;
  }

  /** All requests, and their victim. */
  @Benchmark
  public Object offload() throws ExecutionException, InterruptedException {
    times.clear();
    hops.clear();
    heartbeat.start();
    List<Long> results = offloading.run(heartbeat, hops);
    service.record(heartbeat.lastedNanos());
    check.requireInOrder(results, leavesOfOp());
    heartbeat.recordInto(lateness, check);
    hops.recordBeyond(times, hop, leavesOfOp());
    times.recordInto(leafService, leavesOfOp());
    return results;
  }
}
