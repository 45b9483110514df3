package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.loop.net.TcpClient;
import org.asyncmark.loop.net.TcpConnection;
import org.asyncmark.loop.net.TcpHandler;
import org.asyncmark.loop.net.TcpOptions;
import org.asyncmark.loop.net.TcpServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Many channels that come and go. */
@Timeout(60)
class EventLoopChannelsTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void aHandlerIsNotCalledForAChannelThatAnEarlierOneOfItsTurnClosed() throws Exception {
    List<String> called = new ArrayList<>();
    List<Pipe> pipes = List.of(Pipe.open(), Pipe.open());
    List<Registration> registrations = new ArrayList<>();
    for (Pipe pipe : pipes) {
      pipe.source().configureBlocking(false);
      registrations.add(
          loop.register(
              pipe.source(),
              SelectionKey.OP_READ,
              () -> {
                called.add("called");
                registrations.forEach(EventLoopChannelsTest::close);
              }));
      pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    }
    time.runOneTurn();
    time.runOneTurn();
    assertThat(called).hasSize(1);
    for (Pipe pipe : pipes) {
      pipe.sink().close();
    }
  }

  @Test
  void anEventOfARunThatIsBeingStoppedIsHandledInItAndNotAgainInTheNext() throws Exception {
    List<String> called = new ArrayList<>();
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    loop.register(
        pipe.source(),
        SelectionKey.OP_READ,
        () -> {
          called.add("called");
          read(pipe);
        });
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    loop.callSoon(loop::stop);
    loop.runForever();
    assertThat(called).hasSize(1);
    loop.callSoon(loop::stop);
    loop.runForever();
    assertThat(called).hasSize(1);
    pipe.sink().close();
  }

  private static void read(Pipe pipe) {
    try {
      pipe.source().read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aHandlerThatThrowsIsReportedAndCalledAgain() throws Exception {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    RuntimeException failure = new RuntimeException("no");
    loop.register(
        pipe.source(),
        SelectionKey.OP_READ,
        () -> {
          throw failure;
        });
    pipe.sink().write(ByteBuffer.wrap(new byte[1]));
    time.runOneTurn();
    time.runOneTurn();
    assertThat(time.reported()).containsExactly(failure, failure);
    pipe.sink().close();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aMassCloseGivesItsDescriptorsBackWithinTheTurn() throws Exception {
    int pipes = 300;
    time.runOneTurn();
    long before = Descriptors.count();
    List<Registration> registrations = new ArrayList<>();
    List<Pipe.SinkChannel> sinks = new ArrayList<>();
    for (int i = 0; i < pipes; i++) {
      Pipe pipe = Pipe.open();
      pipe.source().configureBlocking(false);
      registrations.add(loop.register(pipe.source(), SelectionKey.OP_READ, () -> {}));
      sinks.add(pipe.sink());
    }
    for (Pipe.SinkChannel sink : sinks) {
      sink.close();
    }
    long[] within = new long[1];
    loop.callSoon(
        () -> {
          registrations.forEach(EventLoopChannelsTest::close);
          try {
            within[0] = Descriptors.count();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    time.runOneTurn();
    assertThat(within[0] - before).isLessThan(pipes - 200);
    time.runOneTurn();
    assertThat(Descriptors.count()).isEqualTo(before);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void tenThousandConnectionsComeAndGoAndLeaveNothing() throws Exception {
    int rounds = 25;
    int each = 400;
    int[] accepted = {0};
    int[] serverClosed = {0};
    TcpServer server =
        time.runUntilComplete(
            TcpServer.listen(
                loop,
                ANY_PORT,
                TcpOptions.DEFAULT,
                connection -> {
                  accepted[0]++;
                  return new CountingHandler(serverClosed);
                }));
    time.runOneTurn();
    long before = Descriptors.count();
    for (int round = 0; round < rounds; round++) {
      List<LoopFuture<TcpConnection>> attempts = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        attempts.add(
            TcpClient.connect(
                loop,
                server.address(),
                TcpOptions.DEFAULT,
                connection -> new CountingHandler(new int[1])));
      }
      for (LoopFuture<TcpConnection> attempt : attempts) {
        time.runUntilComplete(attempt).close();
      }
      while (serverClosed[0] < (round + 1) * each) {
        time.runOneTurn();
      }
    }
    time.runOneTurn();
    assertThat(accepted[0]).isEqualTo(rounds * each);
    assertThat(Descriptors.count()).isEqualTo(before);
    assertThat(time.reported()).isEmpty();
    // and the loop waits again, instead of spinning on what is left
    time.runFor(java.time.Duration.ofSeconds(1));
    assertThat(time.waits()).hasSize(1);
  }

  private static void close(Registration registration) {
    try {
      registration.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // a counter
  private record CountingHandler(int[] closed) implements TcpHandler {
    @Override
    public void dataReceived(ByteBuffer data) {}

    @Override
    public void closed(@Nullable Throwable failure) {
      closed[0]++;
    }
  }
}
