package org.asyncmark.loop;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** The direct buffers that the connections of a loop share. Loop thread only. */
final class IoBuffers {
  static final int READ_BYTES = 64 * 1024;
  static final int CHUNK_BYTES = 32 * 1024;

  /** Chunks kept for later, 4 MiB: allocating a direct buffer costs microseconds. */
  private static final int MAX_FREE = 128;

  private final ByteBuffer read = ByteBuffer.allocateDirect(READ_BYTES);
  private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();

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
}
