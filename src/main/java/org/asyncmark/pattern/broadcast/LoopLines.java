package org.asyncmark.pattern.broadcast;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.net.TcpClient;
import org.asyncmark.loop.net.TcpConnection;
import org.asyncmark.loop.net.TcpHandler;
import org.asyncmark.loop.net.TcpOptions;
import org.asyncmark.loop.net.TcpServer;
import org.jspecify.annotations.Nullable;

/**
 * The publisher's server on a loop, with a connection for each subscriber. They stay open from op
 * to op, and are closed with the loop. Loop thread only, unless said otherwise.
 *
 * @param <L> connections for the tasks of a model
 */
final class LoopLines<L extends LoopLine> {
  /** Any byte that is not sent asks to wait until it is, so that nothing queues up behind it. */
  private static final TcpOptions OPTIONS =
      TcpOptions.DEFAULT
          .waterMarks(0, 0, TcpOptions.DEFAULT.limitBytes())
          .socketBuffers(Frames.SOCKET_BUFFER_BYTES);

  /** Makes a connection that is not connected yet. */
  @FunctionalInterface
  interface Making<L> {
    L line(EventLoop loop, Frames frames, Frames.Reader reader);
  }

  private final EventLoop loop;
  private final BroadcastPlan plan;
  private final Making<L> making;
  private final Frames frames;
  private final List<@Nullable L> lines = new ArrayList<>();
  private final Queue<L> connecting = new ArrayDeque<>();
  private @Nullable TcpServer server;

  /** Connects nobody yet; on any thread. */
  LoopLines(EventLoop loop, BroadcastPlan plan, Making<L> making) {
    this.loop = loop;
    this.plan = plan;
    this.making = making;
    frames = new Frames(plan);
    for (int i = 0; i < plan.subscribers(); i++) {
      lines.add(null);
    }
  }

  /** Returns their loop. */
  EventLoop loop() {
    return loop;
  }

  /** Connects each subscriber that has no connection, or none any more. */
  Awaitable<Void> connect() {
    if (server != null) {
      return connect(server, 0);
    }
    return TcpServer.listen(loop, new InetSocketAddress("127.0.0.1", 0), OPTIONS, this::accept)
        .then(
            listening -> {
              server = listening;
              return connect(listening, 0);
            });
  }

  /** Connects them one after the other, so that the server accepts them in that order. */
  private Awaitable<Void> connect(TcpServer to, int first) {
    for (int i = first; i < plan.subscribers(); i++) {
      L present = lines.get(i);
      if (present == null || !present.isOpen()) {
        L line = making.line(loop, frames, new Frames.Reader(plan));
        lines.set(i, line);
        connecting.add(line);
        int next = i + 1;
        return TcpClient.connect(loop, to.address(), OPTIONS, line::subscriberEnd)
            .then(connected -> line.accepted())
            .then(accepted -> connect(to, next));
      }
    }
    return Awaitable.done();
  }

  private TcpHandler accept(TcpConnection connection) {
    return connecting.remove().publisherEnd(connection);
  }

  /** Returns the connection of a subscriber; once it is connected. From any thread, in an op. */
  L of(int subscriber) {
    L line = lines.get(subscriber);
    if (line == null) {
      throw new IllegalStateException("subscriber " + subscriber + " is not connected");
    }
    return line;
  }

  /** Closes all connections, in front of whatever is handed to the loop next; from any thread. */
  void disconnect() {
    loop.callSoonThreadsafe(
        () -> {
          for (L line : lines) {
            if (line != null) {
              line.abort();
            }
          }
        });
  }
}
