package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the client to noticing whatever a wrong server can do. */
@Timeout(10)
class EchoClientTest {
  /** What a server does with the one message that it gets. */
  @FunctionalInterface
  private interface Answer {
    void to(byte[] message, OutputStream out) throws IOException;
  }

  private ServerSocket listening;
  private Thread server;

  @BeforeEach
  void listen() throws IOException {
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws Exception {
    listening.close();
    server.join();
  }

  @Test
  void aWrongByteIsNoticed() {
    serve(
        (message, out) -> {
          message[100]++;
          out.write(message);
        });
    assertThatThrownBy(this::oneRoundTrip)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("connection 0, round trip 0: the answer differs from the message at byte 100");
  }

  @Test
  void aByteTooManyIsNoticed() {
    serve(
        (message, out) -> {
          byte[] longer = java.util.Arrays.copyOf(message, message.length + 1);
          out.write(longer);
        });
    assertThatThrownBy(this::oneRoundTrip)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("connection 0, round trip 0: the answer differs from the message at byte 128");
  }

  @Test
  void aClosedConnectionIsNoticed() {
    serve((message, out) -> out.write(message, 0, 5));
    assertThatThrownBy(this::oneRoundTrip)
        .isInstanceOf(EOFException.class)
        .hasMessage("the echo server closed connection 0");
  }

  private void oneRoundTrip() throws IOException {
    InetSocketAddress address = EchoServer.loopback(listening.getLocalPort());
    try (EchoClient client = EchoClient.connect(address, 1, 128)) {
      client.roundTrips(1);
    }
  }

  private void serve(Answer answer) {
    server =
        new Thread(
            () -> {
              try (Socket socket = listening.accept()) {
                InputStream in = socket.getInputStream();
                answer.to(in.readNBytes(128), socket.getOutputStream());
                socket.shutdownOutput();
                in.readAllBytes(); // a close with unread data would be a reset
              } catch (IOException e) {
                // the client has closed, which is what some of the tests want
              }
            });
    server.start();
  }
}
