package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ConnectException;
import java.net.Socket;
import org.asyncmark.EnvironmentException;
import org.asyncmark.backend.ListeningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class EchoServersTest {
  @ParameterizedTest
  @EnumSource
  void aProcessEchoesOnManyConnectionsAndEndsWithItsInput(EchoServerKind kind) throws Exception {
    assumeTrue(kind.unavailable() == null, () -> String.valueOf(kind.unavailable()));
    ListeningProcess server = EchoProcess.start(kind);
    try (EchoClient client = EchoClient.connect(EchoServer.loopback(server.port()), 20, 128)) {
      client.roundTrips(2000);
      assertThat(client.roundTrips().getMin()).isPositive();
    } finally {
      server.close();
    }
    server.close();
    assertThat(ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive)).isEmpty();
    assertThatThrownBy(() -> new Socket("127.0.0.1", server.port()).close())
        .isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aLongMessageComesBackWhole(EchoServerKind kind) throws Exception {
    assumeTrue(kind.unavailable() == null, () -> String.valueOf(kind.unavailable()));
    byte[] message = new byte[1_000_000];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (i * 31);
    }
    try (ListeningProcess server = EchoProcess.start(kind);
        Socket socket = new Socket("127.0.0.1", server.port())) {
      Thread writer =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(message);
                  socket.shutdownOutput();
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      writer.start();
      assertThat(socket.getInputStream().readAllBytes()).isEqualTo(message);
      writer.join();
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"C", "NETTY_NIO_UNSAFE"}) // the latter wants a JVM of its own
  void aTakenPortIsTold(EchoServerKind kind) throws Exception {
    assumeTrue(kind.unavailable() == null, () -> String.valueOf(kind.unavailable()));
    try (EchoServer taken = EchoServer.start(EchoServerKind.LOOP, 0)) {
      assertThatThrownBy(() -> EchoServer.start(kind, taken.port()).close())
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(
              "port "
                  + taken.port()
                  + " is taken: choose another with --port, or 0 for a free one");
    }
  }

  @Test
  @EnabledForJreRange(maxVersion = 24)
  void whereNettyUsesUnsafeAnywayThereIsNoSecondNetty() {
    assertThat(EchoServerKind.NETTY_NIO_UNSAFE.unavailable())
        .isEqualTo(
            "echo server netty-nio-unsafe is n/a on JDK "
                + Runtime.version().feature()
                + ": before JDK 25 Netty uses Unsafe anyway, so that it is netty-nio; leave it out");
  }

  @Test
  void cIsNoServerInAJvm() {
    assumeTrue(EchoServerKind.C.unavailable() == null);
    assertThatThrownBy(() -> EchoServer.start(EchoServerKind.C, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the echo server c has no form in a JVM");
  }
}
