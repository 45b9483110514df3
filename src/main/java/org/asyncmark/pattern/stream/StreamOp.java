package org.asyncmark.pattern.stream;

import java.io.IOException;
import java.util.Arrays;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;
import org.jspecify.annotations.Nullable;

/**
 * What a source does and what a consumer takes in one op, and the oracle of the pattern, the same
 * in all models. An item is its number. The source writes its own fields and the consumer its own,
 * on whatever thread they run; who waits for the op calls the rest. Not final, so that tests can
 * watch.
 */
class StreamOp {
  /** What comes behind the last item. No item is negative. */
  static final Long END = -1L;

  /** The distance of the items whose times are taken, as it is in the queue pattern. */
  private static final int TIMED = 13;

  private final StreamShape shape;
  private final IOException failure = new IOException("the source fails by plan");
  // boxed before the op: what is measured is the way of an item
  private final Long[] items;

  // of the source
  private final long[] handedNanos;
  private int opened;
  private int freed;
  private int begun;
  private long freedNanos;

  // of the consumer
  private final int[] taken;
  private final long[] takenNanos;
  private int count;
  private long closedNanos;

  StreamOp(StreamShape shape) {
    this.shape = shape;
    items = new Long[shape.begunAtMost()];
    Arrays.setAll(items, number -> (long) number);
    handedNanos = new long[items.length];
    taken = new int[shape.items()];
    takenNanos = new long[shape.items()];
  }

  StreamShape shape() {
    return shape;
  }

  /** Forgets the last op. */
  void clear() {
    opened = 0;
    freed = 0;
    begun = 0;
    count = 0;
  }

  /** Notes that the source has opened what it needs. */
  void open() {
    opened++;
  }

  /**
   * Begins an item, and returns it; behind the last one {@link #END}.
   *
   * @throws IOException instead of the end, if the source is to fail
   * @throws IllegalStateException if nothing holds the source back
   */
  Long begin(int number) throws IOException {
    if (number >= shape.items() && shape.ending() != Ending.CLOSED) {
      if (shape.ending() == Ending.FAILED) {
        throw failure;
      }
      return END;
    }
    begun = number + 1;
    if (number >= items.length) {
      throw new IllegalStateException("nothing holds the source back");
    }
    return items[number];
  }

  /** Notes that the source is about to hand an item over. */
  void handing(Long item) {
    if (item % TIMED == 0) {
      handedNanos[item.intValue()] = System.nanoTime();
    }
  }

  /** Notes that the source has freed what it needed; it does nothing more. */
  void free() {
    freed++;
    freedNanos = System.nanoTime();
  }

  /** Tells whether the consumer takes another item, or the end. */
  boolean wantsMore() {
    return count < taken.length || shape.ending() != Ending.CLOSED;
  }

  /** Notes that the consumer has an item now. */
  void took(Long item) {
    if (count < taken.length) { // else there is one too many, which is the oracle's to see
      taken[count] = item.intValue();
      if (item % TIMED == 0) {
        takenNanos[count] = System.nanoTime();
      }
    }
    count++;
  }

  /** Notes that the consumer is about to close the stream. */
  void closing() {
    closedNanos = System.nanoTime();
  }

  /** Returns how many items the consumer has taken; after the op. */
  int taken() {
    return count;
  }

  /** Tells whether a source was opened that is not free; after the op. */
  boolean isLeft() {
    return opened != freed;
  }

  /**
   * Requires that the items came in order, that nothing but the planned end came behind them, and
   * that the source was held back, and freed before the op was over.
   *
   * @param thrown what the op ended with; null for nothing
   * @throws IllegalStateException if not; the message names the first difference
   */
  void require(ResultCheck check, @Nullable Throwable thrown) {
    Throwable wanted = shape.ending() == Ending.FAILED ? failure : null;
    if (thrown != wanted) {
      throw new IllegalStateException(
          check.cell() + ": wanted the end " + wanted + ", got " + thrown, thrown);
    }
    if (count != shape.items()) {
      throw check.failed("wanted " + shape.items() + " items, got " + count);
    }
    for (int i = 0; i < count; i++) {
      if (taken[i] != i) {
        throw check.failed("wanted item " + i + ", got item " + taken[i]);
      }
    }
    if (begun < count || begun > items.length) {
      throw check.failed(
          "the source began " + begun + " items, " + count + " were taken, ahead=" + shape.ahead());
    }
    if (isLeft() || opened > 1) {
      throw check.failed("the source was opened " + opened + " times and freed " + freed);
    }
  }

  /** Records the time from handing over to taking of each timed item of the last op. */
  void recordTransit(LatencyRecorder recorder) {
    for (int i = 0; i < count; i += TIMED) {
      recorder.record(takenNanos[i] - handedNanos[i]);
    }
  }

  /** Records the time from closing the stream to the source's being free, if it was closed. */
  void recordClose(LatencyRecorder recorder) {
    if (shape.ending() == Ending.CLOSED) {
      recorder.record(freedNanos - closedNanos);
    }
  }
}
