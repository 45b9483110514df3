package org.asyncmark.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A client's connection to an echo server, with one message in flight. The message begins with the
 * connection's number and that of the round trip, so an answer of another connection or of an
 * earlier round trip is noticed.
 */
final class EchoConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer sent;
  private final ByteBuffer received;
  private final int number;
  private int roundTrips;

  /** Connects; the selector watches the channel for answers. */
  EchoConnection(InetSocketAddress server, Selector selector, int number, int messageBytes)
      throws IOException {
    this.number = number;
    this.sent = ByteBuffer.allocateDirect(messageBytes);
    this.received = ByteBuffer.allocateDirect(messageBytes + 1); // one byte too many is noticed
    for (int i = 0; i < messageBytes; i++) {
      sent.put(i, (byte) i);
    }
    this.channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, this);
  }

  void send() throws IOException {
    sent.putInt(0, number).putInt(Integer.BYTES, roundTrips).clear();
    received.clear();
    channel.write(sent);
    if (sent.hasRemaining()) {
      throw new IOException(
          "the machine took " + sent.position() + " B of a message of " + sent.limit() + " B");
    }
  }

  /**
   * Takes what has come, and sends the next message if that was the rest of an answer.
   *
   * @return 1 if it was, 0 if the answer is not complete yet
   */
  int receive() throws IOException {
    if (channel.read(received) < 0) {
      throw new EOFException("the echo server closed connection " + number);
    }
    if (received.position() < sent.limit()) {
      return 0;
    }
    received.flip();
    sent.rewind();
    if (!received.equals(sent)) {
      throw new IllegalStateException(
          "connection "
              + number
              + ", round trip "
              + roundTrips
              + ": the answer differs from the message at byte "
              + received.mismatch(sent));
    }
    roundTrips++;
    send();
    return 1;
  }

  int roundTrips() {
    return roundTrips;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
