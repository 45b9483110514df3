package org.asyncmark.pattern.queue;

import java.util.Arrays;
import org.asyncmark.measure.LatencyRecorder;

/**
 * What was put and taken in one op, when and by whom: the oracle of the pattern, the same in all
 * models. An item is its number; the numbers of a producer are consecutive and it puts them in
 * order. During the op it costs a plain store for each take, and for each 13th item a reading of
 * the clock at either end; everything else is done afterwards.
 *
 * <p>Each producer writes the slots of its own items and each consumer its own {@link Taken}, from
 * whatever thread it runs on; who waits for the op calls the rest. Not final, so that tests can
 * watch the puts.
 */
public class Ledger {
  /**
   * The distance of the items whose times are taken. A reading of the clock costs as much as a put
   * into the fastest queue, so two for each item would blur what differs; and a number that is
   * prime to every capacity meets each place in a batch as often as the others.
   */
  static final int TIMED = 13;

  /** What a consumer takes for the end. No item is negative. */
  static final Long END = -1L;

  private final QueueShape shape;
  private final String cell;
  // boxed before the op: what is measured is the queue
  private final Long[] items;
  private final int[] producerOf;
  private final long[] puttingNanos;
  private final Taken[] taken;

  /**
   * @param cell what is in front of messages: pattern, model, mechanism
   */
  public Ledger(QueueShape shape, String cell) {
    this.shape = shape;
    this.cell = cell;
    items = new Long[shape.items()];
    producerOf = new int[shape.items()];
    puttingNanos = new long[shape.items()];
    for (int producer = 0; producer < shape.producers(); producer++) {
      for (int i = shape.firstItem(producer); i < shape.firstItem(producer + 1); i++) {
        items[i] = (long) i;
        producerOf[i] = producer;
      }
    }
    taken = new Taken[shape.consumers()];
    Arrays.setAll(taken, consumer -> new Taken(shape.items()));
  }

  /** Returns what goes through the queue for an item. */
  Long item(int number) {
    return items[number];
  }

  /** Notes that an item is about to be put. */
  void putting(int number) {
    if (number % TIMED == 0) {
      puttingNanos[number] = System.nanoTime();
    }
  }

  /** Returns where a consumer notes what it takes. */
  Taken takenBy(int consumer) {
    return taken[consumer];
  }

  /** Forgets the last op. */
  public void clear() {
    Arrays.fill(puttingNanos, 0);
    for (Taken each : taken) {
      each.count = 0;
      each.ended = false;
    }
  }

  /**
   * Checks the last op: each item was put and taken exactly once, no consumer got two items of one
   * producer out of order, and all consumers had ended.
   *
   * @throws IllegalStateException if not; the message names the cell and the first difference
   */
  public void check() {
    boolean[] seen = new boolean[shape.items()];
    for (int consumer = 0; consumer < taken.length; consumer++) {
      checkConsumer(consumer, seen);
    }
    for (int i = 0; i < seen.length; i++) {
      if (!seen[i]) {
        throw broken(text(i) + " was not taken");
      }
    }
  }

  /**
   * Records the time from put to take of each {@link #TIMED}th item of the last op, which has
   * passed its check.
   */
  public void recordTransit(LatencyRecorder recorder) {
    for (Taken each : taken) {
      for (int i = 0; i < each.count; i++) {
        int item = each.items[i];
        if (item % TIMED == 0) {
          recorder.record(each.nanos[i] - puttingNanos[item]);
        }
      }
    }
  }

  private void checkConsumer(int consumer, boolean[] seen) {
    Taken mine = taken[consumer];
    if (!mine.ended) {
      throw broken("consumer " + consumer + " had not ended when the op was over");
    }
    if (mine.count > seen.length) {
      throw broken("consumer " + consumer + " took " + mine.count + " items of " + seen.length);
    }
    int[] last = new int[shape.producers()];
    Arrays.fill(last, -1);
    for (int i = 0; i < mine.count; i++) {
      int item = mine.items[i];
      if (item < 0 || item >= seen.length || (item % TIMED == 0 && puttingNanos[item] == 0)) {
        throw broken("consumer " + consumer + " took " + item + ", which nobody put");
      }
      if (seen[item]) {
        throw broken(text(item) + " was taken twice, the second time by consumer " + consumer);
      }
      int before = last[producerOf[item]];
      if (item <= before) {
        throw broken("consumer " + consumer + " took " + text(item) + " after " + text(before));
      }
      seen[item] = true;
      last[producerOf[item]] = item;
    }
  }

  private String text(int item) {
    int producer = producerOf[item];
    return "item " + (item - shape.firstItem(producer)) + " of producer " + producer;
  }

  private IllegalStateException broken(String difference) {
    return new IllegalStateException(cell + ": " + difference);
  }

  /**
   * What one consumer took in one op, in order, and when it took the timed ones. Only that consumer
   * writes; who waits for the op reads. Arrays of its own, so that consumers do not write to one
   * cache line.
   */
  static final class Taken {
    private final int[] items;
    private final long[] nanos;
    private int count;
    private boolean ended;

    private Taken(int room) {
      items = new int[room];
      nanos = new long[room];
    }

    /** Notes that a take has returned an item now. */
    void add(Long item) {
      int number = item.intValue();
      if (count < items.length) { // else there is one too many, which is the oracle's to see
        items[count] = number;
        if (number % TIMED == 0) {
          nanos[count] = System.nanoTime();
        }
      }
      count++;
    }

    /** Notes that the consumer will take nothing more. */
    void end() {
      ended = true;
    }
  }
}
