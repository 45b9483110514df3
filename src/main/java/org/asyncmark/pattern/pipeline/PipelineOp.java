package org.asyncmark.pattern.pipeline;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What became of each item of an op, and which of them fail, drawn by seed anew for every op: the
 * oracle of the pattern, the same in all models. An item is its number. Its producer writes what it
 * put and its worker the end, each once, on whatever thread; who waits for the op calls the rest.
 * No lock, no atomic. Not final, so that tests can watch the puts.
 */
class PipelineOp {
  /** What a worker takes for the end. No item is negative. */
  static final Long END = -1L;

  private static final long SEED = 0x5eed_919eL;
  private static final int ALL_PERCENT = 100;

  /** The end of an item. */
  enum End {
    PROCESSED,
    FAILED,
    DROPPED
  }

  private final PipelineShape shape;
  private final int failingPercent;
  private final SplittableRandom random;
  private final boolean[] failing;
  private final Long[] items; // boxed before the op
  private final boolean[] produced;
  private final @Nullable End[] ends;
  private final long[] inNanos;
  private final long[] outNanos;
  private final boolean[] ended; // tasks
  private volatile boolean twice;

  /**
   * Creates an op that is to be {@linkplain #clear cleared} before it runs.
   *
   * @param failingPercent how likely an item fails, 0 to 100
   */
  PipelineOp(PipelineShape shape, int failingPercent) {
    this(shape, failingPercent, 0);
  }

  /**
   * Creates one of several ops that may be under way at the same time.
   *
   * @param number of the op, by which is drawn which items fail
   */
  PipelineOp(PipelineShape shape, int failingPercent, int number) {
    this.random = new SplittableRandom(SEED + number);
    this.shape = shape;
    this.failingPercent = failingPercent;
    items = new Long[shape.items()];
    Arrays.setAll(items, item -> (long) item);
    failing = new boolean[items.length];
    produced = new boolean[items.length];
    ends = new End[items.length];
    inNanos = new long[items.length];
    outNanos = new long[items.length];
    ended = new boolean[shape.tasks()];
  }

  /** Forgets the last op, and draws which items fail in the next one. */
  void clear() {
    Arrays.fill(produced, false);
    Arrays.fill(ends, null);
    Arrays.fill(ended, false);
    twice = false;
    for (int i = 0; i < failing.length; i++) {
      failing[i] = random.nextInt(ALL_PERCENT) < failingPercent;
    }
  }

  /** Notes that an item is about to be put, and returns it. */
  Long putting(int number) {
    inNanos[number] = System.nanoTime();
    return items[number];
  }

  /** Notes that an item is in the queue. */
  void produced(int number) {
    produced[number] = true;
  }

  /**
   * Ends the work on an item.
   *
   * @throws IOException if it was drawn to fail
   */
  void work(Long item) throws IOException {
    if (failing[item.intValue()]) {
      throw new FailedItem();
    }
    end(item, End.PROCESSED);
  }

  /** Notes that a worker has failed at an item. */
  void failed(Long item) {
    end(item, End.FAILED);
  }

  /** Notes that nobody will work on an item any more. */
  void dropped(Long item) {
    end(item, End.DROPPED);
  }

  private void end(Long item, End end) {
    int number = item.intValue();
    twice |= ends[number] != null;
    outNanos[number] = System.nanoTime();
    ends[number] = end;
  }

  /** Notes that a task has ended: a worker, or behind those a producer. */
  void ended(int task) {
    ended[task] = true;
  }

  /** Returns how many items were put; after the op. */
  int produced() {
    int count = 0;
    for (boolean each : produced) {
      count += each ? 1 : 0;
    }
    return count;
  }

  /** Returns how many items had such an end; after the op. */
  int count(End end) {
    return (int) Arrays.stream(ends).filter(each -> each == end).count();
  }

  /** Returns the end of an item, or null; after the op. */
  @Nullable End endOf(int number) {
    return ends[number];
  }

  /**
   * Requires that all tasks have ended, that each item that was put has one end, and that it is the
   * drawn one: processed + failed + dropped = produced. Nothing is left out or dropped unless the
   * pipeline is cancelled.
   *
   * @throws IllegalStateException if not; the message names the first difference
   */
  void require(ResultCheck check) {
    for (int task = 0; task < ended.length; task++) {
      if (!ended[task]) {
        throw check.failed("task " + task + " had not ended when the op was over");
      }
    }
    if (twice) {
      throw check.failed("an item had two ends");
    }
    boolean cancelled = shape.shutdown() == PipelineShutdown.CANCEL;
    for (int i = 0; i < items.length; i++) {
      End end = ends[i];
      if (produced[i] != (end != null)) {
        throw check.failed(
            "item " + i + (produced[i] ? " was put and has no end" : " was not put and is " + end));
      }
      boolean dropped = end == null || end == End.DROPPED;
      if (dropped
          ? !cancelled || shape.cancelsAfter(items[i])
          : (end == End.FAILED) != failing[i]) {
        throw check.failed(
            "item " + i + ": wanted " + (failing[i] ? End.FAILED : End.PROCESSED) + ", got " + end);
      }
    }
  }

  /** Records the time from right before its put to its end of each item that was worked on. */
  void recordResidence(LatencyRecorder recorder) {
    for (int i = 0; i < items.length; i++) {
      if (ends[i] == End.PROCESSED || ends[i] == End.FAILED) {
        recorder.record(outNanos[i] - inNanos[i]);
      }
    }
  }

  /**
   * What the work on an item throws that was drawn to fail; its trace would be the same for all.
   */
  private static final class FailedItem extends IOException {
    private static final long serialVersionUID = 1L;

    FailedItem() {
      super("an item fails, as was drawn");
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
