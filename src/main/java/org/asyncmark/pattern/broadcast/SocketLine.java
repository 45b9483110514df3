package org.asyncmark.pattern.broadcast;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Both ends of a connection between the publisher's server and a subscriber, as blocking code. One
 * thread sends and another one receives; any may close. An interrupt closes it, on platform and
 * virtual threads alike.
 */
final class SocketLine implements Closeable {
  private static final int READ_BYTES = 16 * 1024;

  private final Frames frames;
  private final Frames.Reader reader;
  private final SocketChannel publisher;
  private final SocketChannel subscriber;
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES).limit(0);

  SocketLine(
      Frames frames, Frames.Reader reader, SocketChannel publisher, SocketChannel subscriber) {
    this.frames = frames;
    this.reader = reader;
    this.publisher = publisher;
    this.subscriber = subscriber;
  }

  /** Sends a message or the end mark; waits while the sockets' buffers are full. */
  void send(int message) throws IOException {
    ByteBuffer frame = frames.of(message);
    while (frame.hasRemaining()) {
      publisher.write(frame);
    }
  }

  /** Closes the publisher's end; what was sent still arrives. */
  void disconnect() throws IOException {
    publisher.close();
  }

  /** Waits for the next message; {@link Deliveries#END} also if the other end was closed. */
  int receive() throws IOException {
    int message = reader.next(in);
    while (message == Frames.INCOMPLETE) {
      in.clear();
      int length = subscriber.read(in);
      in.flip();
      if (length < 0) {
        return Deliveries.END;
      }
      message = reader.next(in);
    }
    return message;
  }

  /** Tells whether it can be used for another op. */
  boolean isOpen() {
    return publisher.isOpen() && subscriber.isOpen();
  }

  @Override
  public void close() throws IOException {
    try (publisher) {
      subscriber.close();
    }
  }
}
