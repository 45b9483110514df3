package org.asyncmark.pattern.broadcast;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.asyncmark.leaf.LeafPlan;

/**
 * What one op broadcasts and to whom, and its leaves: each slow subscriber waits in one for every
 * message, and so does the publisher after every message if it is paced.
 *
 * <p>The slow subscribers are the first ones, so that the others wait for them where the publisher
 * does.
 *
 * @param subscribers number of subscribers, 1 and up
 * @param slow how many of them are slow, 0 and up
 * @param messages number of messages, 1 and up
 * @param depth messages that the buffer of a subscriber holds, 1 and up
 * @param overflow what happens when it is full
 * @param slowMicros time that a slow subscriber takes for a message, 0 and up
 * @param periodMicros time that the publisher waits after each message; 0 if it does not
 * @param payloadBytes length of a message on a TCP connection, {@link Frames#MIN_PAYLOAD_BYTES} and
 *     up; 0 if there is none, and subscribers take messages from their buffers
 */
record BroadcastPlan(
    int subscribers,
    int slow,
    int messages,
    int depth,
    Overflow overflow,
    int slowMicros,
    int periodMicros,
    int payloadBytes)
    implements LeafPlan {
  BroadcastPlan {
    if (payloadBytes != 0 && payloadBytes < Frames.MIN_PAYLOAD_BYTES) {
      throw new IllegalArgumentException(
          "want payloadBytes of "
              + Frames.MIN_PAYLOAD_BYTES
              + " or more, or 0 without connections, got "
              + payloadBytes);
    }
    if (subscribers < 1 || slow < 0 || slow > subscribers || messages < 1 || depth < 1) {
      throw new IllegalArgumentException(
          "want subscribers, messages and depth of 1 or more and 0 to subscribers slow ones, got "
              + subscribers
              + ", "
              + messages
              + ", "
              + depth
              + " and "
              + slow);
    }
  }

  boolean isSlow(int subscriber) {
    return subscriber < slow;
  }

  boolean isPaced() {
    return periodMicros > 0;
  }

  boolean isOverTcp() {
    return payloadBytes > 0;
  }

  /** Returns the leaf in which a slow subscriber waits, the same for all of its messages. */
  int work(int subscriber) {
    return subscriber;
  }

  /** Returns the leaf in which the publisher waits after a message. */
  int pause(int message) {
    return slow + message;
  }

  /** Returns the number of different leaves. */
  int leaves() {
    return slow + messages;
  }

  @Override
  public Duration delay(int index) {
    return Duration.of(index < slow ? slowMicros : periodMicros, ChronoUnit.MICROS);
  }
}
