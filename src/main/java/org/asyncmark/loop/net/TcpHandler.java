package org.asyncmark.loop.net;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a program does with one connection, in the style of asyncio's protocols. All methods are
 * called on the loop's thread and must not block. What one throws ends the connection and goes to
 * the loop's exception handler.
 *
 * <p>Order: {@code dataReceived* endOfInput? closed}; {@code pauseWriting} and {@code
 * resumeWriting} alternate in between. Nothing is called after {@link TcpConnection#close} but
 * {@code closed}.
 */
public interface TcpHandler {
  /**
   * Takes what the peer sent.
   *
   * @param data belongs to the loop and holds these bytes until this method returns; may be given
   *     to {@link TcpConnection#write} as it is
   */
  void dataReceived(ByteBuffer data);

  /**
   * Takes note that the peer will send no more.
   *
   * @return true to go on writing: then {@link TcpConnection#writeEof} or {@link
   *     TcpConnection#close} ends the connection; false to close it once all is written
   */
  default boolean endOfInput() {
    return false;
  }

  /** Asks for no more writes: the unsent bytes are above the high-water mark. */
  default void pauseWriting() {}

  /** Takes back {@link #pauseWriting}: the unsent bytes are at or below the low-water mark. */
  default void resumeWriting() {}

  /**
   * Takes note that the connection is gone; called exactly once, in a turn of its own.
   *
   * @param failure what ended it: an {@link java.io.IOException}, or what this handler threw; null
   *     if it ended in order or by {@link TcpConnection#abort}
   */
  default void closed(@Nullable Throwable failure) {}
}
