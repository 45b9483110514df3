package org.asyncmark.pattern;

import java.util.Locale;
import java.util.Set;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.backend.ServerAddress;
import org.asyncmark.leaf.LeafKind;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LeafTimes;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/** The benchmark of a pattern that runs leaves, with the parameters that say what a leaf does. */
public abstract class LeafBenchmark extends PatternBenchmark {
  private static final int IO_POOL_SIZE = 64;
  private static final int CONNECTIONS = 64;

  private static final double MICROS_PER_TOKEN = 0.002;

  /** How late a timer is, seen between 60 and 150. */
  private static final double TIMER_MICROS = 100;

  private static final double ROUND_TRIP_MICROS = 60;

  /** What client and server work for a request. */
  private static final double REQUEST_MICROS = 10;

  /** Work of a cpu leaf; -1 for {@link #cpuTokensByDefault}. */
  @Param("-1")
  @Means("work of a cpu leaf, in JMH's tokens")
  @Range(min = 0, max = 1_000_000_000)
  protected long cpuTokens;

  /** Wait of a timer leaf, or of the server before it answers; -1 for 1 ms and for none. */
  @Param("-1")
  @Means("wait of a timer leaf, or of the http server")
  @Range(min = 0, max = 60_000_000)
  protected long delayMicros;

  /** Length of the body that an http leaf gets. */
  @Param("64")
  @Means("body of an http leaf")
  @Range(min = LeafSpec.MIN_PAYLOAD_BYTES, max = 1 << 20)
  protected int payloadBytes;

  /** Kept-alive connections of http leaves; 0 for {@link #connectionsByDefault}. */
  @Param("0")
  @Means("kept-alive connections of http leaves")
  @Range(max = 10_000)
  protected int connections;

  /** Returns what a leaf does; null if there is none. */
  protected abstract @Nullable LeafKind leafKind();

  @Override
  protected boolean overHttp() {
    return leafKind() == LeafKind.HTTP;
  }

  @Override
  protected void settle(int cpus) {
    cpuTokens = cpuTokens < 0 ? cpuTokensByDefault() : cpuTokens;
    delayMicros = delayMicros < 0 ? (leafKind() == LeafKind.HTTP ? 0 : 1_000) : delayMicros;
    connections = connections == 0 ? connectionsByDefault() : connections;
    super.settle(cpus);
  }

  /** Returns the work of a cpu leaf if nothing else is asked for, in JMH's tokens. */
  protected long cpuTokensByDefault() {
    return 1_000;
  }

  /** Returns the connections of http leaves if nothing else is asked for. */
  protected int connectionsByDefault() {
    return CONNECTIONS;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A cpu leaf never waits, so that more threads than CPUs only add switches.
   */
  @Override
  protected int poolSize(int cpus) {
    return leafKind() == LeafKind.CPU ? cpus : IO_POOL_SIZE;
  }

  /** Tells whether the leaves run on a pool; http leaves of futures run on a loop's client. */
  @Override
  protected boolean onPool() {
    return model == Model.PLATFORM || (model == Model.FUTURE && leafKind() != LeafKind.HTTP);
  }

  /**
   * Returns how many leaves of an op wait at once if neither threads nor connections are lacking, 1
   * and up. One after another, unless overridden.
   */
  protected int atOnce() {
    return 1;
  }

  /** Returns how many leaves can wait at once by the connections and threads that there are. */
  private int room() {
    int room = leafKind() == LeafKind.HTTP ? connections : Integer.MAX_VALUE;
    return model == Model.PLATFORM && onPool() ? Math.min(room, poolSize) : room;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Leaves wait beside one another as far as there is room, and compute one after another. What
   * a leaf takes beside what was asked for is of a machine with two CPUs.
   */
  @Override
  protected double opMicros() {
    LeafKind kind = leafKind();
    if (kind == null) {
      return 0;
    }
    double leaves = leavesOfOp();
    double waves = Math.ceil(leaves / Math.max(1, Math.min(atOnce(), room())));
    return switch (kind) {
      case CPU -> leaves * cpuTokens * MICROS_PER_TOKEN;
      case TIMER -> waves * (delayMicros + TIMER_MICROS);
      case HTTP -> waves * (delayMicros + ROUND_TRIP_MICROS) + leaves * REQUEST_MICROS;
    };
  }

  @Override
  protected String waves() {
    if (leafKind() == LeafKind.CPU || atOnce() <= room()) {
      return "";
    }
    boolean threads = room() < connections || leafKind() != LeafKind.HTTP;
    int waves = (atOnce() + room() - 1) / room();
    return String.format(
        Locale.ROOT,
        "%d leaves on %d %s are %d waves",
        atOnce(),
        room(),
        threads ? "threads" : "connections",
        waves);
  }

  @Override
  protected Set<String> idle() {
    Set<String> idle = super.idle();
    LeafKind kind = leafKind();
    if (kind != LeafKind.CPU) {
      idle.add("cpuTokens");
    }
    if (kind != LeafKind.TIMER && kind != LeafKind.HTTP) {
      idle.add("delayMicros");
    }
    if (kind != LeafKind.HTTP) {
      idle.addAll(Set.of("payloadBytes", "connections"));
    }
    return idle;
  }

  @Override
  protected @Nullable Leaves leaves() throws InterruptedException {
    LeafKind kind = leafKind();
    if (kind == null) {
      return null;
    }
    return spec(kind);
  }

  /**
   * Opens a stage on which leaves go by the plans of several ops.
   *
   * @param spec what there is of them that is no plan
   */
  protected final Stage stageOf(LeafSpec spec, PlannedOps<?> ops) {
    LeafTimes ofAll = new LeafTimes(check.cell(), ops.leaves());
    return stage.open(new Stage(model, ofAll, poolSize)).with(spec.planned(ops));
  }

  /** Returns what the leaves do, with the lease of a server on the stage if they ask one. */
  protected final LeafSpec spec(LeafKind kind) throws InterruptedException {
    if (kind != LeafKind.HTTP) {
      return new LeafSpec(kind, cpuTokens, delayMicros, payloadBytes, connections, 0);
    }
    ServerAddress server = stage.open(BackendLease.take()).server();
    return new LeafSpec(
        kind, cpuTokens, delayMicros, payloadBytes, connections, server.host(), server.port());
  }
}
