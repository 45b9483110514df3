package org.asyncmark.backend;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the backend: starts the delay of each request when it arrives and answers in
 * the order of arrival, as HTTP pipelining wants. Used by the thread of its connection only.
 */
final class LeafHandler extends ChannelInboundHandlerAdapter {
  /** A client that sends more requests than this without their answers is read no further. */
  private static final int MAX_UNANSWERED = 256;

  private final LongSupplier accepted;
  private final ArrayDeque<Exchange> unanswered = new ArrayDeque<>();
  private boolean lastRequestSeen;

  /**
   * Creates the handler of a connection.
   *
   * @param accepted counts the connections of the backend, this one included
   */
  LeafHandler(LongSupplier accepted) {
    this.accepted = accepted;
  }

  /** A request that has no answer yet. The answer is made late, so that waiting costs no buffer. */
  private static final class Exchange {
    final Supplier<FullHttpResponse> answer;
    final boolean keepAlive;
    final boolean http10;
    boolean due;
    @Nullable Future<?> timer;

    Exchange(Supplier<FullHttpResponse> answer, boolean keepAlive, boolean http10) {
      this.answer = answer;
      this.keepAlive = keepAlive;
      this.http10 = http10;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest request && !lastRequestSeen) {
        accept(context, request);
      }
    } finally {
      ReferenceCountUtil.release(message); // also the bodies of requests, which nobody wants
    }
  }

  private void accept(ChannelHandlerContext context, HttpRequest request) {
    boolean whole = request.decoderResult().isSuccess();
    // A client that waits for "100 Continue" may or may not send its body: only closing is safe.
    boolean keepAlive =
        whole && HttpUtil.isKeepAlive(request) && !HttpUtil.is100ContinueExpected(request);
    boolean http10 = HttpVersion.HTTP_1_0.equals(request.protocolVersion());
    int delayMicros = 0;
    Supplier<FullHttpResponse> answer;
    if (!whole) {
      String cause = String.valueOf(request.decoderResult().cause().getMessage());
      answer = text(HttpResponseStatus.BAD_REQUEST, "not an HTTP/1.1 request: " + oneLine(cause));
    } else if (!HttpMethod.GET.equals(request.method())) {
      String line = "method " + request.method() + " is not served: want GET";
      answer = text(HttpResponseStatus.METHOD_NOT_ALLOWED, line);
    } else {
      QueryStringDecoder query = new QueryStringDecoder(request.uri());
      try {
        String path = query.path();
        if (path.equals(LeafQuery.PATH)) {
          LeafQuery leaf = LeafQuery.of(query);
          delayMicros = leaf.delayMicros();
          answer = () -> LeafAnswers.leaf(leaf, context.alloc());
        } else if (path.equals(AcceptedConnections.PATH)) {
          answer = text(HttpResponseStatus.OK, Long.toString(accepted.getAsLong()));
        } else {
          String line =
              "no path '"
                  + oneLine(path)
                  + "': want "
                  + LeafQuery.PATH
                  + " or "
                  + AcceptedConnections.PATH;
          answer = text(HttpResponseStatus.NOT_FOUND, line);
        }
      } catch (IllegalArgumentException e) {
        answer = text(HttpResponseStatus.BAD_REQUEST, oneLine(String.valueOf(e.getMessage())));
      }
    }
    lastRequestSeen = !keepAlive;
    Exchange exchange = new Exchange(answer, keepAlive, http10);
    unanswered.add(exchange);
    if (unanswered.size() == MAX_UNANSWERED) {
      context.channel().config().setAutoRead(false); // until answerDue has made room
    }
    if (delayMicros == 0) {
      exchange.due = true;
    } else {
      exchange.timer =
          context
              .executor()
              .schedule(() -> delayOver(context, exchange), delayMicros, TimeUnit.MICROSECONDS);
    }
  }

  private static Supplier<FullHttpResponse> text(HttpResponseStatus status, String line) {
    return () -> LeafAnswers.text(status, line);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private void delayOver(ChannelHandlerContext context, Exchange exchange) {
    exchange.due = true;
    answerDue(context);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    answerDue(context);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    answerDue(context);
  }

  /** Writes the answers that are due and have none before them, as far as the client reads them. */
  private void answerDue(ChannelHandlerContext context) {
    boolean wrote = false;
    Exchange head = unanswered.peek();
    while (head != null && head.due && context.channel().isWritable()) {
      unanswered.remove();
      write(context, head);
      wrote = true;
      head = unanswered.peek();
    }
    context.channel().config().setAutoRead(unanswered.size() < MAX_UNANSWERED);
    if (wrote) {
      context.flush();
    }
  }

  private static void write(ChannelHandlerContext context, Exchange exchange) {
    FullHttpResponse response = exchange.answer.get();
    if (!exchange.keepAlive) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      context.write(response).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    if (exchange.http10) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
    }
    context.write(response, context.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    for (Exchange exchange : unanswered) {
      if (exchange.timer != null) {
        exchange.timer.cancel(false);
      }
    }
    unanswered.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) { // clients may go away at any time
      System.err.println("backend: closing " + context.channel() + " after " + cause);
    }
    context.close();
  }
}
