package org.asyncmark.pattern.files;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way through a buffer, chunk by chunk, in the same steps whatever the channel: ask
 * for the {@link #next} chunk, have the channel read or write it, say how much that was, {@link
 * #goesOn}. For one thread after the other.
 */
final class Transfer {
  private final byte[] bytes; // the text that is written, or the chunk that was read
  private final ByteBuffer buffer;
  private final int chunkBytes;
  private final @Nullable TextCounter counter; // of a file that is read
  private long position;

  private Transfer(byte[] bytes, int chunkBytes, @Nullable TextCounter counter) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes);
    this.chunkBytes = chunkBytes;
    this.counter = counter;
  }

  /** Returns the transfer of a file that is read and counted. */
  static Transfer reading(int chunkBytes) {
    return new Transfer(new byte[chunkBytes], chunkBytes, new TextCounter());
  }

  /** Returns the transfer of a text that is written. */
  static Transfer writing(byte[] text, int chunkBytes) {
    return new Transfer(text, chunkBytes, null);
  }

  /** Returns the buffer, which has room for a chunk, or has one. */
  ByteBuffer next() {
    return counter == null
        ? buffer.limit(Math.min(bytes.length, buffer.position() + chunkBytes))
        : buffer.clear();
  }

  /** Returns the place of the next chunk in the file. */
  long position() {
    return position;
  }

  /**
   * Takes note of what the channel did.
   *
   * @param moved how many bytes it read or wrote; -1 at the end of the file
   * @return whether there is a next chunk
   */
  boolean goesOn(int moved) {
    if (counter == null) {
      position += moved;
      return position < bytes.length;
    }
    if (moved < 0) {
      return false;
    }
    counter.add(bytes, moved);
    position += moved;
    return true;
  }

  /** Returns what is in the file that was read; null if it was written. */
  @Nullable TextCounts counts() {
    return counter == null ? null : counter.counts();
  }
}
