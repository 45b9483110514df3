package org.asyncmark.backend;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the backend: starts the delay of each request when it arrives and answers in
 * the order of arrival, as HTTP pipelining wants. What stands behind a leaf that a stall holds back
 * waits, too. Used by the thread of its connection only.
 */
final class LeafHandler extends ChannelInboundHandlerAdapter {
  /** A client that sends more requests than this without their answers is read no further. */
  private static final int MAX_UNANSWERED = 256;

  private final Replies replies;
  private final ArrayDeque<Exchange> unanswered = new ArrayDeque<>();
  private boolean lastRequestSeen;
  private @Nullable Future<?> endOfStall;

  /**
   * Creates the handler of a connection.
   *
   * @param replies those of the backend, the same for all connections
   */
  LeafHandler(Replies replies) {
    this.replies = replies;
  }

  /** A request that has no answer yet. */
  private static final class Exchange {
    final Reply reply;
    final boolean keepAlive;
    final boolean http10;
    boolean due;
    @Nullable Future<?> timer;

    Exchange(Reply reply, boolean keepAlive, boolean http10) {
      this.reply = reply;
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
    Reply reply = replies.to(request, context.channel().remoteAddress());
    lastRequestSeen = !keepAlive;
    Exchange exchange = new Exchange(reply, keepAlive, http10);
    unanswered.add(exchange);
    if (unanswered.size() == MAX_UNANSWERED) {
      context.channel().config().setAutoRead(false); // until answerDue has made room
    }
    if (reply.delayMicros() == 0) {
      exchange.due = true;
    } else {
      exchange.timer =
          context
              .executor()
              .schedule(
                  () -> delayOver(context, exchange), reply.delayMicros(), TimeUnit.MICROSECONDS);
    }
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
    while (head != null
        && head.due
        && context.channel().isWritable()
        && !heldBack(context, head.reply)) {
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

  /** Tells whether a reply waits for the end of a stall; sees to it that it is looked at then. */
  private boolean heldBack(ChannelHandlerContext context, Reply reply) {
    long leftNanos = reply.ofLeaf() ? replies.stall().leftNanos() : 0;
    if (leftNanos == 0) {
      return false;
    }
    if (endOfStall == null) {
      endOfStall =
          context.executor().schedule(() -> stallOver(context), leftNanos, TimeUnit.NANOSECONDS);
    }
    return true;
  }

  /** The stall that was waited for has ended; it may go on, if another was asked for meanwhile. */
  private void stallOver(ChannelHandlerContext context) {
    endOfStall = null;
    answerDue(context);
  }

  private static void write(ChannelHandlerContext context, Exchange exchange) {
    FullHttpResponse response = exchange.reply.answer().apply(context.alloc());
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
      cancel(exchange.timer);
    }
    unanswered.clear();
    cancel(endOfStall);
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!(cause instanceof IOException)) { // clients may go away at any time
      System.err.println("backend: closing " + context.channel() + " after " + cause);
    }
    context.close();
  }
}
