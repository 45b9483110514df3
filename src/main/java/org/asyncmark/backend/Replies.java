package org.asyncmark.backend;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.LongSupplier;

/**
 * What a backend has to say to requests. Used by its one thread.
 *
 * @param accepted counts the connections of the backend
 * @param stall in which no leaf is answered
 */
record Replies(LongSupplier accepted, Stall stall) {
  private static final String PATHS =
      LeafQuery.PATH + ", " + AcceptedConnections.PATH + " or " + Stall.PATH;

  /**
   * Returns what a request gets, a line that says what is wrong with it included. A stall begins
   * with this call.
   *
   * @param remote who sent it
   */
  Reply to(HttpRequest request, SocketAddress remote) {
    if (!request.decoderResult().isSuccess()) {
      String cause = String.valueOf(request.decoderResult().cause().getMessage());
      return Reply.text(
          HttpResponseStatus.BAD_REQUEST, "not an HTTP/1.1 request: " + oneLine(cause));
    }
    try {
      QueryStringDecoder query = new QueryStringDecoder(request.uri());
      HttpMethod wanted = query.path().equals(Stall.PATH) ? HttpMethod.POST : HttpMethod.GET;
      return wanted.equals(request.method())
          ? to(query, remote)
          : notAllowed(request.method(), wanted);
    } catch (IllegalArgumentException e) {
      return Reply.text(HttpResponseStatus.BAD_REQUEST, oneLine(String.valueOf(e.getMessage())));
    }
  }

  private Reply to(QueryStringDecoder query, SocketAddress remote) {
    return switch (query.path()) {
      case LeafQuery.PATH -> Reply.leaf(LeafQuery.of(query));
      case AcceptedConnections.PATH ->
          Reply.text(HttpResponseStatus.OK, Long.toString(accepted.getAsLong()));
      case Stall.PATH -> stalled(query, remote);
      default ->
          Reply.text(
              HttpResponseStatus.NOT_FOUND,
              "no path '" + oneLine(query.path()) + "': want " + PATHS);
    };
  }

  private Reply stalled(QueryStringDecoder query, SocketAddress remote) {
    if (!(remote instanceof InetSocketAddress sender && sender.getAddress().isLoopbackAddress())) {
      return Reply.text(
          HttpResponseStatus.FORBIDDEN,
          Stall.PATH + " wants a sender on this machine, got " + remote + ": ask 127.0.0.1");
    }
    stall.begin(query);
    return new Reply(allocator -> LeafAnswers.nothing(), 0, false);
  }

  private static Reply notAllowed(HttpMethod found, HttpMethod wanted) {
    String line = "method " + found + " is not served: want " + wanted;
    return new Reply(allocator -> LeafAnswers.notAllowed(wanted, line), 0, false);
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
