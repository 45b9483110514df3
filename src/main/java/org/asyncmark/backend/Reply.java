package org.asyncmark.backend;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.function.Function;

/**
 * What a request gets.
 *
 * @param answer makes the answer; late, so that waiting costs no buffer
 * @param delayMicros time to wait before it, 0 and up
 * @param ofLeaf whether a stall holds it back
 */
record Reply(Function<ByteBufAllocator, FullHttpResponse> answer, int delayMicros, boolean ofLeaf) {
  static Reply leaf(LeafQuery query) {
    return new Reply(allocator -> LeafAnswers.leaf(query, allocator), query.delayMicros(), true);
  }

  /**
   * Returns one that is due at once.
   *
   * @param line one line without its end
   */
  static Reply text(HttpResponseStatus status, String line) {
    return new Reply(allocator -> LeafAnswers.text(status, line), 0, false);
  }
}
