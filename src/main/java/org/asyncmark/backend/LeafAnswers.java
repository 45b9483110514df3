package org.asyncmark.backend;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** The answers of a backend: leaves, lines of text, and nothing. Any thread may call them. */
final class LeafAnswers {
  /** Bodies up to this size are copied, larger ones share {@link #FILLER}: no memory per answer. */
  private static final int COPIED_BYTES = 4096;

  private static final ByteBuf FILLER = filler();

  private LeafAnswers() {}

  private static ByteBuf filler() {
    ByteBuf dots = Unpooled.directBuffer(LeafQuery.MAX_BYTES);
    for (int i = 0; i < LeafQuery.MAX_BYTES; i++) {
      dots.writeByte('.');
    }
    return Unpooled.unreleasableBuffer(dots.asReadOnly());
  }

  static FullHttpResponse leaf(LeafQuery query, ByteBufAllocator allocator) {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(query.status()),
            body(query, allocator));
    if (LeafQuery.allowsBody(query.status())) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.TEXT_PLAIN);
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, query.bytes());
    }
    return response;
  }

  private static ByteBuf body(LeafQuery query, ByteBufAllocator allocator) {
    int bytes = query.bytes();
    if (bytes == 0) {
      return Unpooled.EMPTY_BUFFER;
    }
    Long index = query.index();
    int head = index != null && bytes >= LeafQuery.INDEX_BYTES ? LeafQuery.INDEX_BYTES : 0;
    ByteBuf body = allocator.buffer(bytes <= COPIED_BYTES ? bytes : LeafQuery.INDEX_BYTES);
    if (index != null && head > 0) {
      for (int shift = 60; shift >= 0; shift -= 4) {
        body.writeByte(Character.forDigit((int) (index >>> shift) & 0xf, 16));
      }
    }
    return bytes <= COPIED_BYTES
        ? body.writeBytes(FILLER, 0, bytes - head)
        : Unpooled.wrappedBuffer(body, FILLER.slice(0, bytes - head));
  }

  /**
   * Returns an answer of one line: what was wrong, above all.
   *
   * @param line one line without its end
   */
  static FullHttpResponse text(HttpResponseStatus status, String line) {
    ByteBuf text = Unpooled.copiedBuffer(line + "\n", UTF_8);
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, text);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
    return response;
  }

  /**
   * Returns the answer to a request with a method that its path does not have.
   *
   * @param wanted the one that it has
   * @param line one line without its end
   */
  static FullHttpResponse notAllowed(HttpMethod wanted, String line) {
    FullHttpResponse response = text(HttpResponseStatus.METHOD_NOT_ALLOWED, line);
    response.headers().set(HttpHeaderNames.ALLOW, wanted.name());
    return response;
  }

  /** Returns the answer of what was done and has nothing to tell. */
  static FullHttpResponse nothing() {
    return new DefaultFullHttpResponse(
        HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
  }
}
