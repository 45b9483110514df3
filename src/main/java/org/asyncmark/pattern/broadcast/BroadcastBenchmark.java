package org.asyncmark.pattern.broadcast;

import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.pattern.Range;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One publisher and many subscribers in the four models: a web-socket server that sends the same
 * events to all of its clients.
 *
 * <p>Measured: one op starts subscribers and publisher, publishes all messages and ends with the
 * last subscriber. {@code service} is that time as the calling thread sees it. Of every 7th
 * message, {@code last} is the time from right before it is offered to the first subscriber until
 * the last one has taken it, and {@code fast} is the same time for each subscriber that is not
 * slow. {@code lost} is what the policy took, for each delivery that there could have been.
 *
 * <p>Over TCP every message is {@code payloadBytes} long, with four bytes in front that say so, and
 * what takes from a buffer sends it over a connection to its subscriber, who reads. So a buffer is
 * full when the sockets of a slow subscriber are, too; they are small, and the same in all models.
 * Connections stay open from op to op, but for those of subscribers that were disconnected: these
 * are opened again by the next op, as part of its {@code service}.
 *
 * <p>Not measured: starting and stopping pools and loops. A publisher that waits for room publishes
 * the next message later, and the times begin then: what a source of events would lose meanwhile is
 * in {@code service} only. JMH's own score also holds the check of the deliveries and the
 * recording; {@code service} holds neither.
 *
 * <p>Parity: every op checks that each subscriber got every message in order, but for what the
 * policy took, exactly; {@code BroadcastContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern broadcast}, or plain: {@code
 * ./run-benchmarks.sh jmh BroadcastBenchmark -p model=LOOP -p slow=1 -p overflow=DROP_OLDEST -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class BroadcastBenchmark extends PatternBenchmark {
  /**
   * The pattern. The telling cell has no slow subscriber and no pauses: there is nothing in it but
   * passing messages on. The common ones have a slow subscriber that takes 5 ms for what is
   * published every millisecond, under each policy.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "broadcast",
              "publish messages to many subscribers, some of them slow (asyncio web-socket server)",
              BroadcastBenchmark::new,
              BroadcastMechanism.values())
          .cells(
              Sizing.SMOKE,
              "subscribers=10 messages=50 mechanism=all",
              "subscribers=4 messages=50 slow=1 overflow=drop-oldest,disconnect",
              "subscribers=4 messages=50 slow=1 overflow=disconnect over=tcp")
          .cells(Sizing.TELLING, "subscribers=100")
          .cells(
              Sizing.COMMON,
              "subscribers=100 slow=1 overflow=block,drop-oldest,disconnect",
              "subscribers=100 over=tcp");

  /** For a message to be passed to a subscriber whose thread may have to be woken. */
  private static final double MICROS_BETWEEN_THREADS = 2;

  private static final double MICROS_OTHERWISE = 0.2;

  private static final double MICROS_OVER_TCP = 10;

  /** How late a timer is, seen between 60 and 150. */
  private static final double TIMER_MICROS = 100;

  /** Subscribers of the publisher. */
  @Param("100")
  @Means(value = "subscribers; platform has a thread for each", shown = true)
  @Range(max = 10_000)
  int subscribers;

  /** Subscribers that are slow: the first ones. */
  @Param("0")
  @Means(value = "how many of the subscribers are slow", shown = true)
  @Range(min = 0, max = 1_000)
  int slow;

  /** How messages come to subscribers. */
  @Param("PROCESS")
  @Means(
      value = "how messages come to subscribers: from their buffers, or over connections",
      shown = true)
  Over over;

  /** What happens to a message for a full buffer. */
  @Param("BLOCK")
  @Means(
      value =
          "what happens where a buffer is full: the publisher waits, the oldest goes, or the"
              + " subscriber",
      shown = true)
  Overflow overflow;

  /** Messages of an op. */
  @Param("100")
  @Means("messages of one op")
  @Range(max = 10_000)
  int messages;

  /** Messages that the buffer of a subscriber holds. */
  @Param("16")
  @Means("messages that the buffer of each subscriber holds")
  @Range(max = 100_000)
  int depth;

  /** Time that a slow subscriber takes for a message. */
  @Param("5000")
  @Means("time that a slow subscriber takes for each message")
  @Range(min = 0, max = 60_000_000)
  int slowMicros;

  /** Wait of the publisher after each message; -1 for 1 ms where messages may be lost. */
  @Param("-1")
  @Means("wait of the publisher after each message: 1 ms by default if any may be lost or is slow")
  @Range(min = 0, max = 60_000_000)
  int periodMicros;

  /** Length of a message on a connection. */
  @Param("1024")
  @Means("length of a message on a connection")
  @Range(min = Frames.MIN_PAYLOAD_BYTES, max = 16 * 1024)
  int payloadBytes;

  private Deliveries deliveries;
  private Broadcast broadcast;
  private LatencyRecorder service;
  private LatencyRecorder last;
  private LatencyRecorder fast;
  private RatioRecorder lost;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected boolean suits(Mechanism mechanism) {
    return ((BroadcastMechanism) mechanism).has(over, overflow, depth);
  }

  @Override
  protected void settle(int cpus) {
    if (slow >= subscribers) {
      throw new IllegalArgumentException(
          "slow="
              + slow
              + " leaves none of "
              + subscribers
              + " subscribers to be fast; raise subscribers or lower slow");
    }
    if (periodMicros < 0) {
      periodMicros = slow == 0 && overflow == Overflow.BLOCK ? 0 : 1_000;
    }
    super.settle(cpus);
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    if (slow == 0) {
      idle.add("slowMicros");
    }
    if (over == Over.PROCESS) {
      idle.add("payloadBytes");
    }
    return idle;
  }

  /** {@inheritDoc} The publisher of the future model may have one of its own. */
  @Override
  protected int threads() {
    return switch (model) {
      case PLATFORM -> BlockingBroadcast.tasks(plan());
      case FUTURE -> poolSize + 1;
      case VIRTUAL, LOOP -> 0;
      case ASYNCIO -> throw Model.notInJava();
    };
  }

  @Override
  protected double opMicros() {
    double passed = model == Model.PLATFORM ? MICROS_BETWEEN_THREADS : MICROS_OTHERWISE;
    passed += over == Over.TCP ? MICROS_OVER_TCP : 0;
    double published =
        messages * (subscribers * passed + (periodMicros == 0 ? 0 : periodMicros + TIMER_MICROS));
    if (slow == 0) {
      return published;
    }
    double work = slowMicros + TIMER_MICROS;
    return overflow == Overflow.BLOCK
        ? Math.max(published, messages * work)
        : published + Math.min(depth, messages) * work;
  }

  @Override
  protected Leaves leaves() {
    return new LeafSpec(LeafKind.TIMER, 0, 0, 0, 1, 0).planned(plan());
  }

  @Override
  protected int leavesOfOp() {
    return plan().leaves();
  }

  private BroadcastPlan plan() {
    return new BroadcastPlan(
        subscribers,
        slow,
        messages,
        depth,
        overflow,
        slowMicros,
        periodMicros,
        over == Over.TCP ? payloadBytes : 0);
  }

  @Override
  protected WarmUp.Op open() {
    deliveries = new Deliveries(plan(), check);
    broadcast = ((BroadcastMechanism) mechanism()).open(stage, plan());
    service = meter.latency("service");
    last = meter.latency("last");
    fast = meter.latency("fast");
    lost = meter.ratio("lost", "#/delivery");
    return this::broadcast;
  }

  /** One whole op. */
  @Benchmark
  public Object broadcast() throws ExecutionException, InterruptedException {
    deliveries.clear();
    long started = System.nanoTime();
    broadcast.run(deliveries);
    service.record(System.nanoTime() - started);
    deliveries.check();
    deliveries.recordInto(last, fast);
    lost.record((double) deliveries.lost(), (double) subscribers * messages);
    return deliveries;
  }
}
