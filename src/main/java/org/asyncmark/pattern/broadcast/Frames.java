package org.asyncmark.pattern.broadcast;

import java.nio.ByteBuffer;

/**
 * The messages of a plan as they go over connections: four bytes of length, four of the number, and
 * bytes that mean nothing. Each is encoded once and sent to all. From any thread.
 */
final class Frames {
  /** The shortest message, which is its number and no more. */
  static final int MIN_PAYLOAD_BYTES = Integer.BYTES;

  /**
   * Send and receive buffer of each socket, in all models: small, so that a subscriber that reads
   * slowly is felt by the publisher, and not only by the kernel, which would hold megabytes.
   */
  static final int SOCKET_BUFFER_BYTES = 8 * 1024;

  private final ByteBuffer[] frames; // that of the end mark behind the others

  Frames(BroadcastPlan plan) {
    frames = new ByteBuffer[plan.messages() + 1];
    for (int i = 0; i < frames.length; i++) {
      int number = i < plan.messages() ? i : Deliveries.END;
      ByteBuffer frame = ByteBuffer.allocateDirect(bytes(plan));
      frames[i] = frame.putInt(plan.payloadBytes()).putInt(number).clear().asReadOnlyBuffer();
    }
  }

  /** Returns the bytes of a message, to be consumed; they are shared, their position is not. */
  ByteBuffer of(int message) {
    return frames[message < 0 ? frames.length - 1 : message].duplicate();
  }

  private static int bytes(BroadcastPlan plan) {
    return Integer.BYTES + plan.payloadBytes();
  }

  /** What arrives on one connection, message by message. For one thread at a time. */
  static final class Reader {
    private final ByteBuffer frame;

    Reader(BroadcastPlan plan) {
      frame = ByteBuffer.allocate(bytes(plan));
    }

    /**
     * Takes the next message out of what has arrived.
     *
     * @param data is consumed, up to the end of that message
     * @return the number; less than {@link Deliveries#END} if more has to arrive first
     * @throws IllegalStateException if what has arrived is no message of the plan
     */
    int next(ByteBuffer data) {
      int length = Math.min(frame.remaining(), data.remaining());
      frame.put(frame.position(), data, data.position(), length);
      frame.position(frame.position() + length);
      data.position(data.position() + length);
      if (frame.hasRemaining()) {
        return INCOMPLETE;
      }
      int payload = frame.flip().getInt();
      if (payload != frame.remaining()) {
        throw new IllegalStateException(
            "want a message of " + frame.remaining() + " B, got one of " + payload + " B");
      }
      int number = frame.getInt();
      frame.clear();
      return number;
    }
  }

  /** No number of a message, and not the end. */
  static final int INCOMPLETE = Integer.MIN_VALUE;
}
