package org.asyncmark.loop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections after a failure, whatever has failed: closed, uncounted, and told once. */
@Timeout(10)
class TcpFailureTest {
  private static final int LIMIT = 1_000_000;
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final TcpOptions OPTIONS = TcpOptions.DEFAULT.waterMarks(0, 10_000, 50_000_000);

  private final VirtualTimeLoop time =
      VirtualTimeLoop.open(config -> config.unsentLimitBytes(LIMIT));
  private final EventLoop loop = time.loop();
  private final List<TcpConnection> accepted = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<Socket> peers = new ArrayList<>();
  private Function<TcpConnection, TcpHandler> handlers = connection -> new Noting();
  private TcpServer server;

  private class Noting implements TcpHandler {
    @Override
    public void dataReceived(ByteBuffer data) {
      events.add("data");
    }

    @Override
    public void pauseWriting() {
      events.add("pause");
    }

    @Override
    public void closed(@Nullable Throwable failure) {
      events.add("closed: " + (failure == null ? null : failure.getMessage()));
    }
  }

  @BeforeEach
  void listen() throws Exception {
    server =
        time.runUntilComplete(
            TcpServer.listen(
                loop,
                ANY_PORT,
                OPTIONS,
                connection -> {
                  accepted.add(connection);
                  return handlers.apply(connection);
                }));
  }

  @AfterEach
  void close() throws IOException {
    for (Socket peer : peers) {
      peer.close();
    }
    time.close();
  }

  private TcpConnection connect() throws IOException {
    int before = accepted.size();
    peers.add(new Socket(server.address().getAddress(), server.address().getPort()));
    runUntil(() -> accepted.size() > before);
    return accepted.get(before);
  }

  private void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      time.runOneTurn();
      Thread.yield();
    }
  }

  /** Writes until about so many bytes are unsent. */
  private void fill(TcpConnection connection, int bytes) {
    while (connection.isOpen() && connection.unsentBytes() == 0) {
      connection.write(ByteBuffer.allocateDirect(50_000));
    }
    connection.write(ByteBuffer.allocateDirect(bytes - connection.unsentBytes()));
  }

  private void assertAllIsConsistent() {
    assertThat(IoBuffers.of(loop).unsentBytes())
        .isEqualTo(accepted.stream().mapToLong(TcpConnection::unsentBytes).sum());
  }

  @Test
  void theWriteThatWouldExceedTheLimitOfTheLoopEndsItsConnection() throws Exception {
    TcpConnection first = connect();
    TcpConnection second = connect();
    fill(first, 700_000);
    fill(second, 300_000);
    assertThat(IoBuffers.of(loop).unsentBytes()).isEqualTo(LIMIT);
    events.clear();
    ByteBuffer data = ByteBuffer.allocateDirect(1);
    assertThat(second.write(data)).isFalse();
    assertThat(data.hasRemaining()).isFalse();
    assertThat(second.isOpen()).isFalse();
    assertThat(second.unsentBytes()).isZero();
    assertThat(first.unsentBytes()).isEqualTo(700_000);
    assertAllIsConsistent();
    time.runOneTurn();
    assertThat(events)
        .containsExactly(
            "closed: the peers of the event loop virtual-time read too slowly: 1000001 B unsent"
                + " over all its connections, limit 1000000 B; pause when write returns false, or"
                + " raise LoopConfig.unsentLimitBytes");
    assertThat(first.write(ByteBuffer.allocateDirect(300_000))).isFalse();
    assertThat(first.isOpen()).isTrue();
  }

  @Test
  void whatIsSentOrLostMakesRoomAgain() throws Exception {
    TcpConnection first = connect();
    TcpConnection second = connect();
    fill(first, 600_000);
    first.abort();
    assertAllIsConsistent();
    fill(second, LIMIT);
    assertThat(second.isOpen()).isTrue();
    byte[] into = new byte[100_000];
    runUntil(
        () -> {
          try {
            if (peers.get(1).getInputStream().available() > 0) {
              peers.get(1).getInputStream().read(into);
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
          return second.unsentBytes() == 0;
        });
    assertAllIsConsistent();
  }

  @Test
  void theLimitOfALoopIsNotNegative() {
    assertThatThrownBy(() -> LoopConfig.named("x").unsentLimitBytes(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unsentLimitBytes must be 0 or more, got -1");
    assertThat(LoopConfig.named("x").unsentLimitBytes()).isEqualTo(256 << 20);
  }

  @Test
  void aPauseWritingThatThrowsEndsTheConnectionAndNotTheWriter() throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException("no pause"), new StackOverflowError("no pause"))) {
      events.clear();
      handlers =
          made ->
              new Noting() {
                @Override
                public void pauseWriting() {
                  sneak(thrown);
                }
              };
      TcpConnection connection = connect();
      boolean goOn = true;
      while (goOn) {
        goOn = connection.write(ByteBuffer.allocateDirect(50_000));
      }
      assertThat(connection.isOpen()).isFalse();
      assertThat(connection.unsentBytes()).isZero();
      time.runOneTurn();
      assertThat(time.reported()).last().isSameAs(thrown);
      assertThat(events).containsExactly("closed: no pause");
      assertAllIsConsistent();
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // it never returns
  private static <T, X extends Throwable> T sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  void aHandlerThatThrowsAnywhereEndsTheConnection() throws Exception {
    for (Throwable thrown : List.of(new AssertionError("no"), new Throwable("no"))) {
      events.clear();
      handlers =
          made ->
              new Noting() {
                @Override
                public void dataReceived(ByteBuffer data) {
                  made.write(data);
                  sneak(thrown);
                }
              };
      TcpConnection connection = connect();
      peers.get(peers.size() - 1).getOutputStream().write(1);
      runUntil(() -> !events.isEmpty());
      assertThat(events).containsExactly("closed: no");
      assertThat(connection.isOpen()).isFalse();
      assertThat(time.reported()).last().isSameAs(thrown);
    }
  }

  @Test
  void aResumeWritingThatThrowsEndsTheConnection() throws Exception {
    IllegalStateException thrown = new IllegalStateException("no resume");
    handlers =
        made ->
            new Noting() {
              @Override
              public void resumeWriting() {
                throw thrown;
              }
            };
    TcpConnection connection = connect();
    fill(connection, 100_000);
    Socket peer = peers.get(0);
    Thread reader = new Thread(() -> readAll(peer));
    reader.start();
    runUntil(() -> events.size() == 2);
    reader.join();
    assertThat(events).containsExactly("pause", "closed: no resume");
    assertThat(time.reported()).containsExactly(thrown);
    assertAllIsConsistent();
  }

  private static void readAll(Socket peer) {
    try {
      peer.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aHandlerThatCannotBeMadeLeavesNothingOfItsConnection() throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException("no"), new OutOfMemoryError("no"), new Throwable("no"))) {
      handlers =
          made -> {
            fill(made, 100_000);
            return sneak(thrown);
          };
      TcpConnection connection = connect();
      time.runOneTurn();
      assertThat(time.reported()).last().isSameAs(thrown);
      assertThat(connection.isOpen()).isFalse();
      assertThat(connection.unsentBytes()).isZero();
      assertAllIsConsistent();
      readAll(peers.get(peers.size() - 1)); // the socket is closed
    }
    assertThat(events).isEmpty();
  }

  @Test
  void noHandlerIsAMistakeThatHasAName() throws Exception {
    handlers = made -> null;
    TcpConnection connection = connect();
    assertThat(time.reported())
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
        .isInstanceOf(NullPointerException.class)
        .hasMessage("no handler was made for " + connection.remoteAddress());
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aHandlerThatEndsItsConnectionWhileItIsMadeIsTold() throws Exception {
    handlers =
        made -> {
          made.abort();
          return new Noting();
        };
    connect();
    runUntil(() -> !events.isEmpty());
    assertThat(events).containsExactly("closed: null");
  }

  @Test
  void aWriteOfNothingAtAllIsAMistakeThatCostsNoConnection() throws Exception {
    TcpConnection connection = connect();
    assertThatThrownBy(() -> connection.write(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("data");
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void anAcceptThatThrowsIsTriedAgainLater() throws Exception {
    int[] calls = {0};
    TcpServer failing =
        TcpServer.listen(
            loop,
            ANY_PORT,
            OPTIONS,
            made -> {
              accepted.add(made);
              return new Noting();
            },
            listening -> {
              if (calls[0]++ == 0) {
                throw new OutOfMemoryError("none left");
              }
              return listening.accept();
            });
    peers.add(new Socket(failing.address().getAddress(), failing.address().getPort()));
    runUntil(() -> calls[0] == 1);
    time.runOneTurn();
    assertThat(calls[0]).isEqualTo(1);
    assertThat(time.reported())
        .extracting(Throwable::getMessage)
        .containsExactly(
            "cannot accept connections on "
                + failing.address()
                + ": none left; trying again in 100 ms");
    time.runFor(TcpServer.RETRY.plusMillis(1));
    runUntil(() -> !accepted.isEmpty());
  }

  @Test
  void aClientWhoseHandlerCannotBeMadeFails() throws Exception {
    Throwable thrown = new Throwable("no");
    LoopFuture<TcpConnection> connected =
        TcpClient.connect(loop, server.address(), OPTIONS, made -> sneak(thrown));
    assertThatThrownBy(() -> time.runUntilComplete(connected))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(thrown);
  }

  @Test
  void aClientThatIsCancelledWhileItsHandlerIsMadeIsClosed() throws Exception {
    List<LoopFuture<TcpConnection>> attempt = new ArrayList<>();
    loop.callSoon(
        () ->
            attempt.add(
                TcpClient.connect(
                    loop,
                    server.address(),
                    OPTIONS,
                    made -> {
                      loop.callSoon(() -> events.add("open " + made.isOpen()));
                      if (!attempt.isEmpty()) {
                        attempt.get(0).cancel();
                      }
                      return new Noting();
                    })));
    runUntil(() -> events.contains("closed: null"));
    time.runFor(Duration.ofMillis(1));
    assertThat(time.reported()).isEmpty();
    assertThat(attempt.get(0).isDone()).isTrue();
  }

  @Test
  void aChannelThatIsClosedBehindTheLoopsBackEndsAtTheNextWrite() throws Exception {
    try (ServerSocketChannel listening = ServerSocketChannel.open().bind(ANY_PORT);
        SocketChannel channel = SocketChannel.open(listening.getLocalAddress())) {
      TcpConnection connection = TcpConnection.adopt(loop, channel, OPTIONS, made -> new Noting());
      channel.close();
      assertThat(connection.write(ByteBuffer.allocate(1))).isFalse();
      assertThat(connection.isOpen()).isFalse();
      time.runOneTurn();
      assertThat(events).containsExactly("closed: null");
    }
  }
}
