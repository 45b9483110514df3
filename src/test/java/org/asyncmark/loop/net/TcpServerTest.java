package org.asyncmark.loop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.asyncmark.loop.Descriptors;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.VirtualTimeLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(10)
class TcpServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();
  private final List<RecordingHandler> accepted = new ArrayList<>();

  @AfterEach
  void close() {
    time.close();
  }

  private TcpHandler accept(TcpConnection connection) {
    RecordingHandler handler = new RecordingHandler(loop, connection);
    accepted.add(handler);
    return handler;
  }

  private RecordingHandler connect(TcpServer server) throws ExecutionException {
    RecordingHandler[] handler = new RecordingHandler[1];
    time.runUntilComplete(
        TcpClient.connect(
            loop,
            server.address(),
            TcpOptions.DEFAULT,
            connection -> handler[0] = new RecordingHandler(loop, connection)));
    return handler[0];
  }

  @Test
  void aClientAndAServerTalkOnOneLoop() throws Exception {
    TcpServer server =
        time.runUntilComplete(TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accept));
    RecordingHandler client = connect(server);
    client.connection.write(ByteBuffer.wrap(new byte[] {'h', 'i'}));
    client.connection.close();
    time.runUntilComplete(client.closed);
    while (accepted.isEmpty()) {
      time.runOneTurn();
    }
    time.runUntilComplete(accepted.get(0).closed);
    assertThat(accepted.get(0).text).hasToString("hi");
    assertThat(time.reported()).isEmpty();
  }

  @Test
  void aPortThatIsTakenFailsTheFuture() throws Exception {
    TcpServer server =
        time.runUntilComplete(TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accept));
    assertThatThrownBy(
            () ->
                time.runUntilComplete(
                    TcpServer.listen(loop, server.address(), TcpOptions.DEFAULT, this::accept)))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("cannot listen on " + server.address() + ": Address already in use");
  }

  @Test
  void aPeerThatDoesNotListenFailsTheFuture() throws Exception {
    TcpServer server =
        time.runUntilComplete(TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accept));
    server.close();
    server.close();
    time.runOneTurn();
    assertThatThrownBy(() -> connect(server))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("cannot connect to " + server.address() + ": Connection refused");
  }

  @Test
  void aCancelledAttemptClosesItsChannel() throws Exception {
    TcpServer server =
        time.runUntilComplete(TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accept));
    AtomicInteger made = new AtomicInteger();
    LoopFuture<TcpConnection> attempt =
        TcpClient.connect(
            loop,
            server.address(),
            TcpOptions.DEFAULT,
            connection -> {
              made.incrementAndGet();
              return new RecordingHandler(loop, connection);
            });
    attempt.cancel();
    assertThatThrownBy(() -> time.runUntilComplete(attempt))
        .isInstanceOf(CancellationException.class);
    while (accepted.isEmpty()) {
      time.runOneTurn();
    }
    time.runUntilComplete(accepted.get(0).closed);
    assertThat(made).hasValue(0);
  }

  @Test
  void aHandlerThatCannotBeMadeFailsTheFuture() throws Exception {
    TcpServer server =
        time.runUntilComplete(TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accept));
    RuntimeException failure = new RuntimeException("no handler");
    LoopFuture<TcpConnection> attempt =
        TcpClient.connect(
            loop,
            server.address(),
            TcpOptions.DEFAULT,
            connection -> {
              throw failure;
            });
    assertThatThrownBy(() -> time.runUntilComplete(attempt))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void aConnectionWhoseHandlerCannotBeMadeIsClosedAndTheServerGoesOn() throws Exception {
    RuntimeException failure = new RuntimeException("no handler");
    AtomicInteger calls = new AtomicInteger();
    TcpServer server =
        time.runUntilComplete(
            TcpServer.listen(
                loop,
                ANY_PORT,
                TcpOptions.DEFAULT,
                connection -> {
                  if (calls.incrementAndGet() == 1) {
                    throw failure;
                  }
                  return accept(connection);
                }));
    RecordingHandler first = connect(server);
    time.runUntilComplete(first.closed);
    connect(server);
    while (accepted.isEmpty()) {
      time.runOneTurn();
    }
    assertThat(time.reported()).containsExactly(failure);
  }

  @Test
  void aServerWithoutDescriptorsRestsAndGoesOn() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    TcpServer server =
        TcpServer.listen(
            loop,
            ANY_PORT,
            TcpOptions.DEFAULT,
            this::accept,
            listening -> {
              if (attempts.incrementAndGet() <= 3) {
                throw new IOException("Too many open files");
              }
              return listening.accept();
            });
    RecordingHandler client = connect(server);
    while (accepted.isEmpty()) {
      loop.runUntilComplete(nextTimerOrEvent());
    }
    assertThat(attempts).hasValueBetween(4, 5); // the last one finds an empty backlog
    assertThat(time.elapsed()).isBetween(Duration.ofMillis(300), Duration.ofMillis(400));
    assertThat(time.reported())
        .hasSize(3)
        .first()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
        .hasMessage(
            "cannot accept connections on "
                + server.address()
                + ": Too many open files; trying again in 100 ms");
    client.connection.close();
  }

  private LoopFuture<Void> nextTimerOrEvent() {
    LoopFuture<Void> future = new LoopFuture<>(loop);
    loop.callLater(TcpServer.RETRY, () -> future.complete(null));
    return future;
  }

  @Test
  void aClosedServerDoesNotTryAgain() throws Exception {
    TcpServer server =
        TcpServer.listen(
            loop,
            ANY_PORT,
            TcpOptions.DEFAULT,
            this::accept,
            listening -> {
              throw new IOException("Too many open files");
            });
    connect(server);
    while (time.reported().isEmpty()) {
      time.runOneTurn();
    }
    server.close();
    time.runFor(Duration.ofSeconds(1));
    assertThat(time.reported()).hasSize(1);
  }

  @Test
  void anUnresolvedAddressNamesTheMistake() {
    InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere", 1);
    assertThatThrownBy(() -> TcpServer.listen(loop, unresolved, TcpOptions.DEFAULT, this::accept))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want a resolved address, got nowhere/<unresolved>:1");
    assertThatThrownBy(() -> TcpClient.connect(loop, unresolved, TcpOptions.DEFAULT, this::accept))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want a resolved address, got nowhere/<unresolved>:1");
  }

  @Test
  void waterMarksOutOfOrderNameTheMistake() {
    assertThatThrownBy(() -> TcpOptions.DEFAULT.waterMarks(10, 5, 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("want 0 <= lowWaterBytes <= highWaterBytes <= limitBytes, got 10, 5, 20");
  }

  @Test
  void aServerMayListenOnAnIpv6Address() throws Exception {
    byte[] one = new byte[16];
    one[15] = 1;
    InetAddress loopback = InetAddress.getByAddress(one);
    assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "a machine without IPv6");
    TcpServer server =
        time.runUntilComplete(
            TcpServer.listen(
                loop, new InetSocketAddress(loopback, 0), TcpOptions.DEFAULT, this::accept));
    assertThat(server.address().getAddress()).isEqualTo(loopback);
    connect(server);
    while (accepted.isEmpty()) {
      time.runOneTurn();
    }
    assertThat(time.reported()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aServerThatCannotListenLeavesNoDescriptor() throws Exception {
    TcpServer server =
        time.runUntilComplete(TcpServer.listen(loop, ANY_PORT, TcpOptions.DEFAULT, this::accept));
    long before = Descriptors.count();
    for (int i = 0; i < 20; i++) {
      LoopFuture<TcpServer> taken =
          TcpServer.listen(loop, server.address(), TcpOptions.DEFAULT, this::accept);
      assertThat(taken.failure()).isInstanceOf(IOException.class);
    }
    assertThat(Descriptors.count()).isLessThan(before + 20);
  }

  @Test
  void aServerThatFindsNobodyToAcceptGoesOn() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    TcpServer server =
        TcpServer.listen(
            loop,
            ANY_PORT,
            TcpOptions.DEFAULT,
            this::accept,
            listening -> attempts.incrementAndGet() == 1 ? null : listening.accept());
    connect(server);
    while (accepted.isEmpty()) {
      time.runOneTurn();
    }
    assertThat(attempts).hasValueGreaterThan(1);
    assertThat(time.elapsed()).isZero();
    assertThat(time.reported()).isEmpty();
  }
}
