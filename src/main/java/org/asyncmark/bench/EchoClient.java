package org.asyncmark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.Consumer;

/**
 * The load on an echo server: many connections on one thread and one selector, each with one
 * message in flight at any time. As lean as it can be, and it still compares every byte. One thread
 * may use it.
 */
final class EchoClient implements AutoCloseable {
  /** Longest wait for the next answer. */
  private static final long SILENCE_MILLIS = 10_000;

  private final Selector selector = Selector.open();
  private final List<EchoConnection> connections = new ArrayList<>();
  private final Consumer<SelectionKey> receive = this::receive;
  private long answered;

  private EchoClient() throws IOException {}

  /**
   * Connects.
   *
   * @param connectionCount from 1
   * @param messageBytes length of every message, from 8
   * @throws IOException if a connection is refused
   */
  static EchoClient connect(InetSocketAddress server, int connectionCount, int messageBytes)
      throws IOException {
    EchoClient client = new EchoClient();
    boolean connected = false;
    try {
      for (int i = 0; i < connectionCount; i++) {
        client.connections.add(new EchoConnection(server, client.selector, i, messageBytes));
      }
      for (EchoConnection connection : client.connections) {
        connection.send();
      }
      connected = true;
      return client;
    } finally {
      if (!connected) {
        client.close();
      }
    }
  }

  /**
   * Waits for answers, checks each and sends the next message on its connection.
   *
   * @param count wait for at least so many, 1 or more. What comes with the last of them is counted
   *     for the next call
   * @throws IOException if a connection fails, or nothing comes for 10 s
   * @throws IllegalStateException if an answer is not what was sent
   */
  void roundTrips(int count) throws IOException {
    try {
      while (answered < count) {
        if (selector.select(receive, SILENCE_MILLIS) == 0) {
          throw new IOException(
              Thread.currentThread().isInterrupted()
                  ? "interrupted while waiting for an answer"
                  : "the echo server sent nothing for " + SILENCE_MILLIS + " ms");
        }
      }
      answered -= count;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void receive(SelectionKey key) {
    try {
      answered += ((EchoConnection) key.attachment()).receive();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns how many round trips each connection has made. */
  LongSummaryStatistics roundTrips() {
    return connections.stream().mapToLong(EchoConnection::roundTrips).summaryStatistics();
  }

  @Override
  public void close() throws IOException {
    for (EchoConnection connection : connections) {
      connection.close();
    }
    if (selector.isOpen()) {
      selector.selectNow(); // the descriptors go back when the channels are deregistered
      selector.close();
    }
  }
}
