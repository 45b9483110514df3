package org.asyncmark.loop.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;

/**
 * The direct buffers that the connections of a loop share, and the count of the bytes that all of
 * them have not sent. Loop thread only.
 */
final class IoBuffers {
  static final int READ_BYTES = 64 * 1024;
  static final int CHUNK_BYTES = 32 * 1024;

  /** Chunks kept for later, 4 MiB: allocating a direct buffer costs microseconds. */
  private static final int MAX_FREE = 128;

  private final ByteBuffer read = ByteBuffer.allocateDirect(READ_BYTES);
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
  private final LoopConfig config;
  private long unsentBytes;

  private IoBuffers(LoopConfig config) {
    this.config = config;
  }

  /** Returns the buffers of a loop. */
  static IoBuffers of(EventLoop loop) {
    return loop.shared(IoBuffers.class, IoBuffers::new);
  }

  /** Returns the one read buffer, empty: what it held belonged to an earlier read. */
  ByteBuffer forRead() {
    return read.clear();
  }

  /** Returns a chunk for unsent bytes with position and limit 0. */
  ByteBuffer takeChunk() {
    ByteBuffer chunk = free.isEmpty() ? ByteBuffer.allocateDirect(CHUNK_BYTES) : free.remove();
    return chunk.position(0).limit(0);
  }

  void giveBack(ByteBuffer chunk) {
    if (free.size() < MAX_FREE) {
      free.add(chunk);
    }
  }

  /** Leaves the chunks that nobody uses to the garbage collector: somebody found no memory. */
  void forgetFree() {
    free.clear();
  }

  /** Returns the bytes that all connections together have not sent. */
  long unsentBytes() {
    return unsentBytes;
  }

  /** Adds to the bytes that have not been sent, or takes off if {@code change} is negative. */
  void count(int change) {
    unsentBytes += change;
  }

  /**
   * Keeps the unsent bytes of all connections within their limit.
   *
   * @param more bytes that one of them is about to add
   * @throws IOException if they would be too many
   */
  void requireRoom(int more) throws IOException {
    long bytes = unsentBytes + more;
    if (bytes > config.unsentLimitBytes()) {
      throw new IOException(
          "the peers of the event loop "
              + config.name()
              + " read too slowly: "
              + bytes
              + " B unsent over all its connections, limit "
              + config.unsentLimitBytes()
              + " B; pause when write returns false, or raise LoopConfig.unsentLimitBytes");
    }
  }
}
