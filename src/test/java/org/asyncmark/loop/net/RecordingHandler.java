package org.asyncmark.loop.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.jspecify.annotations.Nullable;

/** Notes what a connection tells it, and has futures to wait for. */
final class RecordingHandler implements TcpHandler {
  final TcpConnection connection;
  final List<String> events = new ArrayList<>();
  final StringBuilder text = new StringBuilder();
  final LoopFuture<Void> inputEnded;
  final LoopFuture<Void> closed;
  boolean keepOpen;
  long receivedBytes;
  @Nullable Throwable failure;

  RecordingHandler(EventLoop loop, TcpConnection connection) {
    this.connection = connection;
    this.inputEnded = new LoopFuture<>(loop);
    this.closed = new LoopFuture<>(loop);
  }

  @Override
  public void dataReceived(ByteBuffer data) {
    receivedBytes += data.remaining();
    if (text.length() < 1000) {
      text.append(StandardCharsets.UTF_8.decode(data));
    }
  }

  @Override
  public boolean endOfInput() {
    events.add("end of input");
    inputEnded.complete(null);
    return keepOpen;
  }

  @Override
  public void pauseWriting() {
    events.add("pause");
  }

  @Override
  public void resumeWriting() {
    events.add("resume");
  }

  @Override
  public void closed(@Nullable Throwable reason) {
    failure = reason;
    events.add("closed");
    closed.complete(null);
  }
}
