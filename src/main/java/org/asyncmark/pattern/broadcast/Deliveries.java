package org.asyncmark.pattern.broadcast;

import java.util.Arrays;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.pattern.ResultCheck;

/**
 * What was published, delivered and lost in one op, and when: the oracle of the pattern, the same
 * in all models. A message is its number. During the op it costs a plain store for each delivery,
 * and for each 7th message a reading of the clock; everything else is done afterwards.
 *
 * <p>The publisher notes what is published and lost, each subscriber what it takes, from whatever
 * thread they run on; who waits for the op calls the rest. Not final, so that tests can watch.
 */
class Deliveries {
  /**
   * The distance of the messages whose times are taken. A reading of the clock costs about as much
   * as passing a message on where no thread is woken, and a number that is prime to the usual
   * depths meets each place in a batch as often as the others.
   */
  static final int TIMED = 7;

  /** What a subscriber takes for the end. No message is negative. */
  static final Integer END = -1;

  private final BroadcastPlan plan;
  private final ResultCheck check;
  // boxed before the op: what is measured is the broadcast
  private final Integer[] messages;
  private final long[] publishedNanos;
  private final int[] lost;
  private final Inbox[] inboxes;

  /** Creates room for the ops of a plan. */
  Deliveries(BroadcastPlan plan, ResultCheck check) {
    this.plan = plan;
    this.check = check;
    messages = new Integer[plan.messages()];
    Arrays.setAll(messages, number -> number);
    publishedNanos = new long[timed(plan.messages() - 1) + 1];
    lost = new int[plan.subscribers()];
    inboxes = new Inbox[plan.subscribers()];
    Arrays.setAll(inboxes, subscriber -> new Inbox(plan.messages()));
  }

  /** Notes that a message is about to be offered to all, and returns what goes into buffers. */
  Integer publishing(int message) {
    if (message % TIMED == 0) {
      publishedNanos[timed(message)] = System.nanoTime();
    }
    return messages[message];
  }

  /** Notes that a message was dropped from the buffer of a subscriber; for the publisher. */
  void dropped(int subscriber) {
    lost[subscriber]++;
  }

  /**
   * Notes that a subscriber is disconnected; for the publisher.
   *
   * @param refused the first message that it does not get
   */
  void disconnected(int subscriber, int refused) {
    lost[subscriber] = plan.messages() - refused;
  }

  /** Tells whether a subscriber was disconnected before it could get a message. */
  boolean isRefused(int subscriber, int message) {
    return plan.overflow() == Overflow.DISCONNECT && message >= plan.messages() - lost[subscriber];
  }

  /** Tells whether a subscriber was disconnected; once the publisher has put its end mark. */
  boolean isDisconnected(int subscriber) {
    return plan.overflow() == Overflow.DISCONNECT && lost[subscriber] > 0;
  }

  /** Notes that a subscriber has taken a message now; for that subscriber. */
  void took(int subscriber, Integer message) {
    inboxes[subscriber].add(message);
  }

  /** Notes that a subscriber will take nothing more; for that subscriber. */
  void ended(int subscriber) {
    inboxes[subscriber].ended = true;
  }

  /** Forgets the last op. */
  void clear() {
    Arrays.fill(publishedNanos, 0);
    Arrays.fill(lost, 0);
    for (Inbox each : inboxes) {
      each.count = 0;
      each.ended = false;
    }
  }

  /**
   * Checks the last op: each subscriber has ended, and has got every message in order, but for what
   * the policy took: what it got and what it lost are all messages; under {@link
   * Overflow#DROP_OLDEST} the newest is among those it got; under {@link Overflow#DISCONNECT} it
   * got those in front of the first that it lost.
   *
   * @throws IllegalStateException if not; the message names the cell and the first difference
   */
  void check() {
    for (int subscriber = 0; subscriber < inboxes.length; subscriber++) {
      requireComplete(subscriber);
      requireInOrder(subscriber);
    }
  }

  private void requireComplete(int subscriber) {
    Inbox inbox = inboxes[subscriber];
    if (!inbox.ended) {
      throw broken(subscriber, "had not ended when the op was over");
    }
    if (inbox.count + lost[subscriber] != plan.messages()) {
      throw broken(
          subscriber,
          "got "
              + inbox.count
              + " and lost "
              + lost[subscriber]
              + " of "
              + plan.messages()
              + " messages");
    }
    if (plan.overflow() == Overflow.BLOCK && lost[subscriber] > 0) {
      throw broken(subscriber, "lost " + lost[subscriber] + " messages, for which to wait");
    }
  }

  private void requireInOrder(int subscriber) {
    Inbox inbox = inboxes[subscriber];
    boolean gaps = plan.overflow() == Overflow.DROP_OLDEST;
    int last = -1;
    for (int i = 0; i < inbox.count; i++) {
      int message = inbox.taken[i];
      if (gaps ? message <= last : message != last + 1) {
        throw broken(
            subscriber, "got message " + message + (i == 0 ? " first" : " after message " + last));
      }
      last = message;
    }
    if (gaps && last != plan.messages() - 1) {
      throw broken(subscriber, "did not get the newest message");
    }
  }

  private IllegalStateException broken(int subscriber, String difference) {
    return check.failed("subscriber " + subscriber + " " + difference);
  }

  /**
   * Records times from publishing to delivery of each {@link #TIMED}th message of the last op,
   * which has passed its check.
   *
   * @param last gets that of the last delivery of each message
   * @param fast gets those of all deliveries to subscribers that are not slow
   */
  void recordInto(LatencyRecorder last, LatencyRecorder fast) {
    long[] lastNanos = new long[publishedNanos.length];
    for (int subscriber = 0; subscriber < inboxes.length; subscriber++) {
      Inbox inbox = inboxes[subscriber];
      for (int i = 0; i < inbox.count; i++) {
        if (inbox.taken[i] % TIMED == 0) {
          int slot = timed(inbox.taken[i]);
          long nanos = inbox.nanos[slot] - publishedNanos[slot];
          lastNanos[slot] = Math.max(lastNanos[slot], nanos);
          if (!plan.isSlow(subscriber)) {
            fast.record(nanos);
          }
        }
      }
    }
    for (long nanos : lastNanos) {
      if (nanos > 0) { // else everybody has lost it
        last.record(nanos);
      }
    }
  }

  /** Returns how many deliveries of the last op there were not. */
  long lost() {
    return Arrays.stream(lost).asLongStream().sum();
  }

  /** Returns what a subscriber got in the last op, in order. */
  int[] taken(int subscriber) {
    return Arrays.copyOf(inboxes[subscriber].taken, inboxes[subscriber].count);
  }

  private static int timed(int message) {
    return message / TIMED;
  }

  /** What one subscriber took, in order, and when. Arrays of its own: no shared cache lines. */
  private static final class Inbox {
    private final int[] taken;
    private final long[] nanos;
    private int count;
    private boolean ended;

    Inbox(int room) {
      taken = new int[room];
      nanos = new long[timed(room - 1) + 1];
    }

    void add(int message) {
      if (count < taken.length) { // else there is one too many, which is the oracle's to see
        taken[count] = message;
        if (message % TIMED == 0) {
          nanos[timed(message)] = System.nanoTime();
        }
      }
      count++;
    }
  }
}
