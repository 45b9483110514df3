package org.asyncmark.loop.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;

/**
 * The bytes of one connection that its socket did not take, in chunks from position to limit. Small
 * writes share a chunk, and so a system call. Loop thread only.
 */
final class Unsent {
  private final IoBuffers buffers;
  private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>(1);
  private int bytes;

  Unsent(IoBuffers buffers) {
    this.buffers = buffers;
  }

  int bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return bytes == 0;
  }

  /**
   * Copies what remains of the data, and consumes it. If memory runs out, what was copied by then
   * is counted and consumed, and the rest is not.
   */
  void add(ByteBuffer data) {
    while (data.hasRemaining()) {
      ByteBuffer last = chunks.peekLast();
      if (last == null || last.limit() == last.capacity()) {
        last = buffers.takeChunk();
        chunks.add(last);
      }
      int end = last.limit();
      int length = Math.min(last.capacity() - end, data.remaining());
      last.limit(end + length);
      last.put(end, data, data.position(), length);
      data.position(data.position() + length);
      count(length);
    }
  }

  /** Writes until all is written or the channel takes no more. */
  void writeTo(WritableByteChannel channel) throws IOException {
    ByteBuffer first = chunks.peek();
    while (first != null) {
      count(-channel.write(first));
      if (first.hasRemaining()) {
        return;
      }
      buffers.giveBack(chunks.remove());
      first = chunks.peek();
    }
  }

  void clear() {
    chunks.forEach(buffers::giveBack);
    chunks.clear();
    count(-bytes);
  }

  private void count(int change) {
    bytes += change;
    buffers.count(change);
  }
}
