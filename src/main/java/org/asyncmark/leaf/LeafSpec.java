package org.asyncmark.leaf;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import org.asyncmark.backend.ServerAddress;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.measure.LeafTimes;

/**
 * What the leaves of a cell do, the same in all models.
 *
 * @param kind which work
 * @param cpuTokens work of a cpu leaf, in JMH's tokens, 0 and up
 * @param delayMicros wait of a timer leaf, or of the server before it answers an http leaf, 0 and
 *     up
 * @param payloadBytes length of the body of an http leaf, 16 to 1 MiB
 * @param connections number of kept-alive connections of http leaves, 1 and up
 * @param backendHost host of the http server; ignored by other leaves
 * @param backendPort its port; ignored by other leaves
 */
public record LeafSpec(
    LeafKind kind,
    long cpuTokens,
    long delayMicros,
    int payloadBytes,
    int connections,
    String backendHost,
    int backendPort)
    implements Leaves {

  /** The shortest body that has room for the index of its leaf. */
  public static final int MIN_PAYLOAD_BYTES = 16;

  public LeafSpec {
    require(cpuTokens >= 0, "cpuTokens must be 0 or more, got ", cpuTokens);
    require(delayMicros >= 0, "delayMicros must be 0 or more, got ", delayMicros);
    require(connections >= 1, "connections must be 1 or more, got ", connections);
    require(
        kind != LeafKind.HTTP || payloadBytes >= MIN_PAYLOAD_BYTES,
        "payloadBytes must be " + MIN_PAYLOAD_BYTES + " or more for an http leaf, got ",
        payloadBytes);
  }

  /** Creates leaves that ask the suite's own server, if they ask one. */
  public LeafSpec(
      LeafKind kind,
      long cpuTokens,
      long delayMicros,
      int payloadBytes,
      int connections,
      int backendPort) {
    this(
        kind,
        cpuTokens,
        delayMicros,
        payloadBytes,
        connections,
        ServerAddress.LOOPBACK,
        backendPort);
  }

  @Override
  public BlockingLeaf blocking(LeafTimes times) {
    return switch (kind) {
      case CPU -> CpuLeaf.blocking(cpuTokens, times);
      case TIMER, HTTP -> planned(always()).blocking(times);
    };
  }

  /**
   * {@inheritDoc}
   *
   * <p>The executor runs cpu leaves and what follows a timer; http leaves run on a loop of their
   * own.
   */
  @Override
  public FutureLeaf future(LeafTimes times, Executor executor) {
    return switch (kind) {
      case CPU -> CpuLeaf.future(cpuTokens, times, executor);
      case TIMER -> TimerLeaf.future(delayMicros, times, executor);
      case HTTP -> planned(always()).future(times, executor);
    };
  }

  @Override
  public LoopLeaf loop(LeafTimes times, EventLoop loop) {
    return switch (kind) {
      case CPU -> CpuLeaf.loop(cpuTokens, times, loop);
      case TIMER, HTTP -> planned(always()).loop(times, loop);
    };
  }

  /**
   * Returns a leaf with the same work whose waits go by a plan instead.
   *
   * @throws IllegalArgumentException if it is a cpu leaf, which does not wait
   */
  public Leaves planned(LeafPlan plan) {
    return new PlannedLeaf(this, plan, null);
  }

  /** Returns what http leaves ask for. */
  HttpTarget target(LeafPlan plan) {
    return new HttpTarget(new ServerAddress(backendHost, backendPort), plan, payloadBytes);
  }

  private LeafPlan always() {
    return LeafPlan.always(Duration.of(delayMicros, ChronoUnit.MICROS));
  }

  private static void require(boolean holds, String message, long got) {
    if (!holds) {
      throw new IllegalArgumentException(message + got);
    }
  }
}
