package org.asyncmark.loop;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way from other threads into a loop: a queue with many producers and one consumer, the loop,
 * and the word by which they agree who wakes the loop. A push allocates nothing while the loop
 * keeps up.
 *
 * <p>Places are numbered. A producer takes the next number, in steps of two, by a compare-and-set,
 * and then fills its place in the present chunk, which is used as a ring. A producer that finds the
 * chunk full makes the number odd, links a fresh chunk, and makes it even again; meanwhile the
 * others wait. To close, the loop makes the number odd for good. (This is the scheme of JCTools'
 * MpscUnboundedArrayQueue.)
 *
 * <pre>
 *              sleep: no number is taken that was not drained
 *      AWAKE ──────────────────────────────────────────────────▶ SLEEPING
 *        ▲                                                          │
 *        └────── push, and wake the poller; or drain, by the loop ──┘
 * </pre>
 *
 * <p>The races, and why none loses work or wakes twice. A push takes its number first and looks at
 * the state last; the loop announces its sleep first and looks at the number last; both are
 * volatile, so that at least one of the two sees the other:
 *
 * <ol>
 *   <li>The loop sees the number: it takes the announcement back and does not block.
 *   <li>The push sees the sleep: its work is in place by then, and it wakes the poller. One that is
 *       woken before it blocks does not block.
 *   <li>Both see the other: the loop does not block, and the wake-up ends a later poll early. That
 *       costs one turn and nothing else, as does a wake-up that comes late because a channel woke
 *       the loop first.
 *   <li>Several pushes see the sleep: the compare-and-set from SLEEPING to AWAKE lets one of them
 *       pay for the wake-up.
 *   <li>Pushes while the loop is busy find AWAKE and pay nothing. The loop looks at the number
 *       before its next sleep, by 1.
 *   <li>A producer was preempted between taking its number and filling the place: the loop finds
 *       the place empty and stops draining there, but the number is taken, so it does not sleep; it
 *       turns until the place is filled. Producers behind wait no longer than that.
 *   <li>A push at the same time as {@link #closeTo}: either it took its number before the loop made
 *       it odd, and the loop waits for its work; or it finds the odd number and is refused.
 * </ol>
 */
final class Inbox {
  static final int DEFAULT_CHUNK = 1024;

  private static final long AWAKE = 0;
  private static final long SLEEPING = 1;

  // Places in an array of words, each far enough from the others to have its cache lines to itself:
  // the number, which producers change; how far they may go in the present chunk; how far the loop
  // has drained; and the state.
  private static final int NUMBER = 16;
  private static final int LIMIT = 32;
  private static final int DRAINED = 48;
  private static final int STATE = 64;
  private static final int WORDS = 80;

  /** In a full chunk, in the place of the work that the next chunk begins with. */
  @SuppressWarnings("UnnecessaryLambda") // known by its identity
  private static final Runnable CONTINUED = () -> {};

  private final AtomicLongArray words = new AtomicLongArray(WORDS);
  private final int chunkSize;
  private final Runnable wakeup;
  // Not volatile: changed while the number is odd, and read between an even number and the
  // compare-and-set that fails if the number has changed.
  private AtomicReferenceArray<@Nullable Object> pushChunk;
  // loop thread only
  private AtomicReferenceArray<@Nullable Object> drainChunk;
  private volatile boolean closed;

  /**
   * Creates an empty inbox of a loop that is awake.
   *
   * @param wakeup wakes the loop; called on the thread that pushes
   * @param chunkSize a power of two, 2 or more
   */
  Inbox(Runnable wakeup, int chunkSize) {
    this.wakeup = wakeup;
    this.chunkSize = chunkSize;
    this.pushChunk = newChunk();
    this.drainChunk = pushChunk;
    words.set(LIMIT, usable());
  }

  /**
   * Hands work over; from any thread.
   *
   * @return false if the inbox is closed
   */
  boolean push(Runnable work) {
    while (true) {
      long limit = words.get(LIMIT);
      long number = words.get(NUMBER);
      if ((number & 1) != 0) {
        if (closed) {
          return false;
        }
        Thread.onSpinWait(); // another producer links a chunk, or the loop is about to close
        continue;
      }
      AtomicReferenceArray<@Nullable Object> chunk = pushChunk;
      if (number >= limit) {
        long newLimit = words.get(DRAINED) + usable();
        if (number < newLimit) {
          words.compareAndSet(LIMIT, limit, newLimit);
        } else if (words.compareAndSet(NUMBER, number, number + 1)) {
          continueInNewChunk(chunk, number, work);
          break;
        }
      } else if (words.compareAndSet(NUMBER, number, number + 2)) {
        chunk.setRelease(place(number), work);
        break;
      }
    }
    if (words.get(STATE) == SLEEPING && words.compareAndSet(STATE, SLEEPING, AWAKE)) {
      wakeup.run();
    }
    return true;
  }

  private void continueInNewChunk(
      AtomicReferenceArray<@Nullable Object> full, long number, Runnable work) {
    AtomicReferenceArray<@Nullable Object> fresh;
    try {
      fresh = newChunk();
    } catch (Error e) { // no memory: this push is refused, the others must not wait for ever
      words.set(NUMBER, number);
      throw e;
    }
    fresh.setPlain(place(number), work);
    pushChunk = fresh;
    full.setPlain(chunkSize, fresh);
    words.set(LIMIT, number + usable());
    words.set(NUMBER, number + 2);
    full.setRelease(place(number), CONTINUED);
  }

  /**
   * Announces that the loop is going to block; on the loop's thread.
   *
   * @return false if there is work, and the loop must not block
   */
  boolean sleep() {
    words.set(STATE, SLEEPING);
    if (isEmpty()) {
      return true;
    }
    words.setRelease(STATE, AWAKE);
    return false;
  }

  /** Tells whether nobody has pushed since {@link #sleep}; on the loop's thread. */
  boolean isAsleep() {
    return words.get(STATE) == SLEEPING && isEmpty();
  }

  /** Tells whether nothing was pushed that was not drained; on the loop's thread. */
  boolean isEmpty() {
    // a number that is odd because a chunk is being linked is work that is about to come
    return words.get(NUMBER) == words.getPlain(DRAINED) + (closed ? 1 : 0);
  }

  /**
   * Takes the loop out of its sleep and moves the work that is there, oldest first; on the loop's
   * thread.
   *
   * @return whether there was any
   */
  boolean drainTo(Consumer<Runnable> ready) {
    if (words.getPlain(STATE) != AWAKE) {
      words.setRelease(STATE, AWAKE);
    }
    long begin = words.getPlain(DRAINED);
    long end = words.get(NUMBER) & ~1L;
    long number = begin;
    while (number != end && moveOne(number, ready)) {
      number += 2;
    }
    return number != begin;
  }

  /** Refuses all further work, and moves what came before; on the loop's thread. */
  void closeTo(Consumer<Runnable> ready) {
    if (closed) {
      return;
    }
    long end = words.get(NUMBER);
    while ((end & 1) != 0 || !words.compareAndSet(NUMBER, end, end + 1)) {
      Thread.onSpinWait(); // a producer links a chunk
      end = words.get(NUMBER);
    }
    closed = true; // only now, or one push might be refused and a later one accepted
    long number = words.getPlain(DRAINED);
    while (number != end) {
      if (moveOne(number, ready)) {
        number += 2;
      } else {
        Thread.onSpinWait(); // its producer has the number and is about to fill the place
      }
    }
  }

  private boolean moveOne(long number, Consumer<Runnable> ready) {
    int place = place(number);
    Object work = drainChunk.getAcquire(place);
    if (work == CONTINUED) {
      AtomicReferenceArray<@Nullable Object> next = nextOf(drainChunk);
      drainChunk = next;
      work = next.getAcquire(place);
    }
    if (work == null) {
      return false;
    }
    drainChunk.setPlain(place, null);
    words.setRelease(DRAINED, number + 2); // the place is free, and seen to be empty
    ready.accept((Runnable) work);
    return true;
  }

  @SuppressWarnings("unchecked") // nothing else is ever put there
  private AtomicReferenceArray<@Nullable Object> nextOf(
      AtomicReferenceArray<@Nullable Object> chunk) {
    return (AtomicReferenceArray<@Nullable Object>) chunk.getAcquire(chunkSize);
  }

  /** One place more than the ring, for the link to the next chunk. */
  private AtomicReferenceArray<@Nullable Object> newChunk() {
    return new AtomicReferenceArray<>(chunkSize + 1);
  }

  /** Numbers that a chunk can hold: all but one place, which is for {@link #CONTINUED}. */
  private long usable() {
    return 2L * (chunkSize - 1);
  }

  private int place(long number) {
    return (int) (number >> 1) & (chunkSize - 1);
  }
}
