package org.asyncmark.pattern.session;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.backend.AcceptedConnections;
import org.asyncmark.leaf.HttpSessions;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafPlan;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.measure.RatioRecorder;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.LeafBenchmark;
import org.asyncmark.pattern.Means;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Pattern.Sizing;
import org.asyncmark.pattern.Range;
import org.asyncmark.pattern.Requests;
import org.asyncmark.pattern.gather.Gather;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Parallel HTTP requests in the four models, in one session that is kept or each in a session of
 * its own: what a session for each request costs is what {@code compare --col keep} tells. The
 * pitfall {@code session-per-request} is the same mistake made by one caller, one request after
 * another, with a whole client for each; it shows that the mistake is found.
 *
 * <p>Measured: one op is a gather of all requests, from handing the first over to having all
 * answers on the calling thread; {@code service} is that time, with the closing of sessions in it.
 * {@code request} is each request from being sent to its answer; with a session of its own it is
 * the opening of that as well, and not its closing. {@code connect} is the opening alone, where the
 * client tells. {@code opened} is the number of connections that an op opens, counted by the server
 * in ops of their own before the cell is warm.
 *
 * <p>Not measured: the server, and the opening and closing of a session that is kept. JMH's own
 * score also holds the check of the answers and the recording; {@code service} holds neither.
 *
 * <p>Parity: every op checks status, length, content and order of the answers; {@code opened} is
 * checked, too, and {@code SessionContractTest} holds the rest.
 *
 * <p>Run it: {@code ./run-benchmarks.sh run --pattern session}, or plain: {@code
 * ./run-benchmarks.sh jmh SessionBenchmark -p model=LOOP -p keep=PER_REQUEST -prof
 * org.asyncmark.measure.HdrProfiler}
 */
public class SessionBenchmark extends LeafBenchmark {
  /**
   * The pattern. The telling cells have a server that answers at once, so that what is left is what
   * sessions and models cost; the realistic ones are a page that is put together from twenty
   * services, each at work for 2 ms. There are no more requests, because a port that a connection
   * had is free again a second later at the earliest.
   */
  public static final Pattern PATTERN =
      Pattern.of(
              "session",
              "make requests at once, in a session that is kept or one for each"
                  + " (aiohttp.ClientSession)",
              SessionBenchmark::new,
              SessionMechanism.values())
          .cells(Sizing.SMOKE, "keep=kept,per-request requests=10")
          .cells(Sizing.TELLING, "keep=kept,per-request")
          .cells(Sizing.REALISTIC, "keep=kept,per-request delayMicros=2000")
          .cells(Sizing.COMMON, "keep=kept,per-request mechanism=jdk-httpclient");

  /** What opening and closing a connection takes. */
  private static final double CONNECT_MICROS = 100;

  private static final int COUNTED_OPS = 3;

  /** How long a session lasts. */
  @Param("KEPT")
  @Means(value = "whether one session is kept, or each request has its own", shown = true)
  Keep keep;

  /** Requests of an op. */
  @Param("20")
  @Means(value = "requests of one op", shown = true)
  @Range(max = 10_000)
  int requests;

  private HttpSessions sessions;
  private LeafTimes connects;
  private Gather gather;
  private LatencyRecorder service;
  private LatencyRecorder request;
  private LatencyRecorder connect;
  private RatioRecorder opened;
  private long connectionsOpened;

  @Override
  public Pattern pattern() {
    return PATTERN;
  }

  @Override
  protected LeafKind leafKind() {
    return LeafKind.HTTP;
  }

  @Override
  protected int leavesOfOp() {
    return requests;
  }

  @Override
  protected int atOnce() {
    return requests;
  }

  /** {@inheritDoc} All requests are made at once, in both ways. */
  @Override
  protected int connectionsByDefault() {
    return requests;
  }

  /** {@inheritDoc} The JDK's client has as many connections as there are requests at once. */
  @Override
  protected boolean suits(Mechanism mechanism) {
    boolean limited = connections != 0 && connections < requests;
    return !limited || mechanism != SessionMechanism.JDK_HTTPCLIENT;
  }

  /** {@inheritDoc} With futures, closing a client of the JDK's blocks a thread. */
  @Override
  protected boolean onPool() {
    return model == Model.PLATFORM || (model == Model.FUTURE && byJdk() && keep != Keep.KEPT);
  }

  /** {@inheritDoc} On the pool, one for each request. */
  @Override
  protected int poolSize(int cpus) {
    return onPool() ? requests : cpus;
  }

  @Override
  protected int threads() {
    int ofJdk = SessionMechanism.innerThreads() + (keep == Keep.KEPT ? 1 : requests);
    return super.threads() + (byJdk() ? ofJdk : 0);
  }

  @Override
  protected double opMicros() {
    return super.opMicros() + (keep == Keep.KEPT ? 0 : requests * CONNECT_MICROS);
  }

  private boolean byJdk() {
    return mechanism() == SessionMechanism.JDK_HTTPCLIENT;
  }

  /** {@inheritDoc} It tells how many connections it has accepted. */
  @Override
  protected String absenceElsewhere() {
    return "n/a (only the suite's server counts the connections that sessions open)";
  }

  /** {@inheritDoc} They belong to sessions. */
  @Override
  protected @Nullable Leaves leaves() {
    return null;
  }

  @Override
  protected WarmUp.Op open() throws IOException, ExecutionException, InterruptedException {
    openSessions();
    service = meter.latency("service");
    request = meter.latency("request");
    connect = meter.latency("connect");
    opened = meter.ratio("opened", "#/op");
    connectionsOpened = countOpened();
    return this::request;
  }

  private void openSessions() throws InterruptedException {
    connects = LeafTimes.ofWaits(check.cell(), requests, "connection");
    sessions =
        new HttpSessions(
            spec(LeafKind.HTTP),
            LeafPlan.always(Duration.of(delayMicros, ChronoUnit.MICROS)),
            keep == Keep.KEPT ? null : connects);
    gather = ((SessionMechanism) mechanism()).open(stage, sessions);
  }

  /** {@inheritDoc} The JDK's client has no limit of connections, which all of them would share. */
  @Override
  protected boolean isRequest() {
    return !byJdk();
  }

  @Override
  protected Requests requests() throws InterruptedException {
    openSessions();
    return stage.requests(gather.op(requests), answers -> check.requireInOrder(answers, requests));
  }

  /** All requests, at once. */
  @Benchmark
  public Object request() throws ExecutionException, InterruptedException {
    times.clear();
    connects.clear();
    long started = System.nanoTime();
    List<Long> answers = gather.failFast(requests);
    service.record(System.nanoTime() - started);
    check.requireInOrder(answers, requests);
    times.recordInto(request, requests);
    if (keep == Keep.PER_REQUEST && !byJdk()) {
      connects.recordInto(connect, requests);
    }
    return answers;
  }

  /** Before the cell is warm, because then no other fork of the block asks the backend. */
  private long countOpened() throws IOException, ExecutionException, InterruptedException {
    AcceptedConnections accepted = new AcceptedConnections(sessions.spec().backendPort());
    long before = accepted.ask();
    for (int op = 0; op < COUNTED_OPS; op++) {
      check.requireInOrder(gather.failFast(requests), requests);
    }
    long count = accepted.ask() - before - 1; // less that of the question
    keep.requireOpened(count, (long) COUNTED_OPS * requests, connections, check);
    return count;
  }

  @Override
  protected void afterLastOp() {
    opened.record((double) connectionsOpened, COUNTED_OPS);
  }
}
