package org.asyncmark.loop.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.VirtualTimeLoop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One connection on the loop, its peer a plain blocking socket in the hand of the test. */
@Timeout(10)
class TcpConnectionTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final TcpOptions SMALL = TcpOptions.DEFAULT.waterMarks(1_000, 10_000, 50_000_000);

  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();
  private Socket peer;
  private RecordingHandler handler;
  private TcpConnection connection;

  @BeforeEach
  void connect() throws Exception {
    connect(SMALL);
  }

  private void connect(TcpOptions options) throws Exception {
    AtomicReference<RecordingHandler> accepted = new AtomicReference<>();
    TcpServer server =
        time.runUntilComplete(
            TcpServer.listen(
                loop,
                ANY_PORT,
                options,
                made -> {
                  accepted.set(new RecordingHandler(loop, made));
                  return accepted.get();
                }));
    peer = new Socket(server.address().getAddress(), server.address().getPort());
    runUntil(() -> accepted.get() != null);
    server.close();
    handler = accepted.get();
    connection = handler.connection;
  }

  @AfterEach
  void close() throws IOException {
    peer.close();
    time.close();
  }

  @Test
  void whatThePeerSendsIsReceived() throws Exception {
    peer.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
    runUntil(() -> handler.receivedBytes == 5);
    assertThat(handler.text).hasToString("hello");
  }

  @Test
  void whatIsWrittenReachesThePeerAtOnce() throws Exception {
    assertThat(connection.write(bytes(5))).isTrue();
    assertThat(connection.unsentBytes()).isZero();
    assertThat(peer.getInputStream().readNBytes(5)).hasSize(5);
  }

  @Test
  void theDataOfTheLoopMayBeWrittenBackAsItIs() throws Exception {
    connect(SMALL, new EchoAnswer());
    byte[] sent = new byte[300_000];
    for (int i = 0; i < sent.length; i++) {
      sent[i] = (byte) (i * 31);
    }
    Thread writer = writing(sent);
    byte[] received = new byte[sent.length];
    int[] length = {0};
    runUntil(
        () -> {
          length[0] += readAvailable(received, length[0]);
          return length[0] == sent.length;
        });
    writer.join();
    assertThat(received).isEqualTo(sent);
  }

  @Test
  void aWriterIsPausedAboveTheHighMarkAndResumedAtTheLowOne() throws Exception {
    boolean goOn = true;
    while (goOn) {
      goOn = connection.write(bytes(5_000));
    }
    assertThat(handler.events).containsExactly("pause");
    assertThat(connection.unsentBytes()).isBetween(10_001, 15_000);
    runUntil(
        () -> {
          readAvailable(new byte[100_000], 0);
          return handler.events.size() == 2;
        });
    assertThat(handler.events).containsExactly("pause", "resume");
    assertThat(connection.unsentBytes()).isLessThanOrEqualTo(1_000);
    assertThat(connection.write(bytes(1))).isTrue();
  }

  @Test
  void sixtyFourMegabytesToAPeerThatNeverReadsStayBelowTheHighMark() throws Exception {
    ByteBuffer block = bytes(16_384);
    long toWrite = 64L << 20;
    long written = 0;
    int mostUnsent = 0;
    for (int turn = 0; turn < 1_000 && written < toWrite; turn++) {
      while (written < toWrite && connection.unsentBytes() <= SMALL.highWaterBytes()) {
        block.clear();
        connection.write(block);
        written += block.capacity();
        mostUnsent = Math.max(mostUnsent, connection.unsentBytes());
      }
      time.runOneTurn();
    }
    assertThat(handler.events).containsExactly("pause");
    assertThat(written).isLessThan(toWrite);
    assertThat(mostUnsent).isLessThanOrEqualTo(SMALL.highWaterBytes() + block.capacity());
  }

  @Test
  void aWriterWhoDoesNotPauseLosesTheConnectionAtTheLimit() throws Exception {
    connect(TcpOptions.DEFAULT.waterMarks(0, 0, 1_000_000));
    long unsent = 0;
    while (connection.isOpen()) {
      connection.write(bytes(500_000));
      unsent = Math.max(unsent, connection.unsentBytes());
    }
    time.runUntilComplete(handler.closed);
    assertThat(unsent).isLessThanOrEqualTo(1_000_000);
    assertThat(connection.unsentBytes()).isZero();
    assertThat(handler.failure)
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "the peer /127\\.0\\.0\\.1:\\d+ reads too slowly: \\d+ B unsent, limit 1000000 B; pause"
                + " when write returns false, or raise the limit");
  }

  @Test
  void closeSendsWhatIsUnsentBefore() throws Exception {
    int written = fillThePipe();
    connection.close();
    int[] received = {0};
    byte[] buffer = new byte[65_536];
    runUntil(
        () -> {
          received[0] += readAvailable(buffer, 0);
          return handler.closed.isDone();
        });
    assertThat(handler.failure).isNull();
    while (received[0] < written) {
      int length = peer.getInputStream().read(buffer);
      assertThat(length).isPositive();
      received[0] += length;
    }
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void abortLosesWhatIsUnsent() throws Exception {
    fillThePipe();
    connection.abort();
    connection.abort();
    time.runUntilComplete(handler.closed);
    assertThat(handler.failure).isNull();
    assertThat(connection.unsentBytes()).isZero();
    assertThat(handler.events).containsExactly("pause", "closed");
  }

  @Test
  void closedIsNeverCalledInsideAnotherCall() {
    connection.close();
    assertThat(handler.events).isEmpty();
    time.runOneTurn();
    assertThat(handler.events).containsExactly("closed");
  }

  @Test
  void theEndOfInputClosesTheConnectionUnlessItIsKept() throws Exception {
    peer.shutdownOutput();
    time.runUntilComplete(handler.closed);
    assertThat(handler.events).containsExactly("end of input", "closed");
    assertThat(handler.failure).isNull();
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void aHalfClosedConnectionStillWritesAndDoesNotSpin() throws Exception {
    handler.keepOpen = true;
    peer.shutdownOutput();
    time.runUntilComplete(handler.inputEnded);
    for (int i = 0; i < 10; i++) {
      time.runOneTurn();
    }
    assertThat(handler.events).containsExactly("end of input");
    connection.write(bytes(3));
    assertThat(peer.getInputStream().readNBytes(3)).hasSize(3);
    connection.writeEof();
    time.runUntilComplete(handler.closed);
    assertThat(handler.failure).isNull();
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
  }

  @Test
  void afterWriteEofTheConnectionStillReads() throws Exception {
    handler.keepOpen = true;
    connection.write(bytes(3));
    connection.writeEof();
    connection.writeEof();
    assertThat(peer.getInputStream().readAllBytes()).hasSize(3);
    peer.getOutputStream().write('x');
    peer.shutdownOutput();
    time.runUntilComplete(handler.closed);
    assertThat(handler.text).hasToString("x");
    assertThat(handler.failure).isNull();
  }

  @Test
  void writeEofComesAfterWhatIsUnsent() throws Exception {
    int written = fillThePipe();
    connection.writeEof();
    int[] received = {0};
    byte[] buffer = new byte[65_536];
    runUntil(
        () -> {
          received[0] += readAvailable(buffer, 0);
          return received[0] == written;
        });
    runUntil(() -> connection.unsentBytes() == 0);
    assertThat(peer.getInputStream().read()).isEqualTo(-1);
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void writingAfterTheEndNamesTheMistake() {
    connection.writeEof();
    assertThatThrownBy(() -> connection.write(bytes(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("write to /127\\.0\\.0\\.1:\\d+ after writeEof");
    connection.close();
    assertThatThrownBy(() -> connection.write(bytes(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("write to /127\\.0\\.0\\.1:\\d+ after close");
  }

  @Test
  void nothingIsReadWhileReadingIsPaused() throws Exception {
    connection.pauseReading();
    connection.pauseReading();
    peer.getOutputStream().write('x');
    for (int i = 0; i < 10; i++) {
      time.runOneTurn();
    }
    assertThat(handler.receivedBytes).isZero();
    connection.resumeReading();
    connection.resumeReading();
    runUntil(() -> handler.receivedBytes == 1);
  }

  @Test
  void aHandlerThatThrowsLosesItsConnectionAndTheLoopGoesOn() throws Exception {
    RuntimeException failure = new RuntimeException("no");
    connect(
        SMALL,
        (made, data) -> {
          throw failure;
        });
    peer.getOutputStream().write('x');
    time.runUntilComplete(handler.closed);
    assertThat(handler.failure).isSameAs(failure);
    assertThat(time.reported()).containsExactly(failure);
  }

  @Test
  void anErrorInAHandlerLosesItsConnectionAndTheLoopGoesOn() throws Exception {
    Error failure = new StackOverflowError("no");
    connect(
        SMALL,
        (made, data) -> {
          throw failure;
        });
    peer.getOutputStream().write('x');
    time.runUntilComplete(handler.closed);
    assertThat(handler.failure).isSameAs(failure);
    assertThat(time.reported()).containsExactly(failure);
  }

  @Test
  void onAnotherThreadTheMistakeIsNamed() throws Exception {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              try {
                connection.write(bytes(1));
              } catch (IllegalStateException e) {
                thrown.set(e);
              }
            },
            "another");
    other.start();
    other.join();
    assertThat(thrown.get())
        .hasMessage(
            "a TCP connection belongs to the thread "
                + Thread.currentThread().getName()
                + ", called on another; use callSoonThreadsafe");
  }

  private enum Moment {
    IDLE(test -> {}),
    WITH_UNSENT_DATA(TcpConnectionTest::fillThePipe),
    WITH_UNSENT_DATA_AND_READING_PAUSED(
        test -> {
          test.fillThePipe();
          test.connection.pauseReading();
        }),
    FLUSHING(
        test -> {
          test.fillThePipe();
          test.connection.close();
        }),
    AFTER_WRITE_EOF(test -> test.connection.writeEof()),
    BEFORE_WRITE_EOF_IS_SENT(
        test -> {
          test.fillThePipe();
          test.connection.writeEof();
        }),
    HALF_CLOSED_WITH_UNSENT_DATA(
        test -> {
          test.handler.keepOpen = true;
          try {
            test.peer.shutdownOutput();
            test.time.runUntilComplete(test.handler.inputEnded);
          } catch (IOException | ExecutionException e) {
            throw new AssertionError(e);
          }
          test.fillThePipe();
        });

    private final Consumer<TcpConnectionTest> arrange;

    Moment(Consumer<TcpConnectionTest> arrange) {
      this.arrange = arrange;
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void aResetIsToldOnceWheneverItComes(Moment moment) throws Exception {
    moment.arrange.accept(this);
    reset();
    time.runUntilComplete(handler.closed);
    for (int i = 0; i < 3; i++) {
      time.runOneTurn();
    }
    assertThat(handler.failure).isInstanceOf(IOException.class);
    assertThat(handler.events.stream().filter("closed"::equals)).hasSize(1);
    assertThat(time.reported()).isEmpty();
  }

  @Test
  void aResetWhileNothingIsWatchedIsToldByTheNextRead() throws Exception {
    connection.pauseReading();
    reset();
    for (int i = 0; i < 3; i++) {
      time.runOneTurn();
    }
    assertThat(handler.events).isEmpty();
    connection.resumeReading();
    time.runUntilComplete(handler.closed);
    assertThat(handler.failure).isInstanceOf(IOException.class);
  }

  @Test
  void aWriteToALostConnectionIsDropped() throws Exception {
    reset();
    ByteBuffer data = bytes(10);
    while (!handler.closed.isDone()) {
      time.runOneTurn();
    }
    assertThat(connection.write(data)).isFalse();
    assertThat(data.hasRemaining()).isFalse();
  }

  @FunctionalInterface
  private interface Answer {
    void answer(TcpConnection made, ByteBuffer data);
  }

  private static final class EchoAnswer implements Answer {
    @Override
    public void answer(TcpConnection made, ByteBuffer data) {
      made.write(data);
    }
  }

  private void connect(TcpOptions options, Answer answer) throws Exception {
    TcpServer server =
        time.runUntilComplete(
            TcpServer.listen(
                loop,
                ANY_PORT,
                options,
                made -> {
                  handler = new RecordingHandler(loop, made);
                  connection = made;
                  RecordingHandler recording = handler;
                  return new TcpHandler() {
                    @Override
                    public void dataReceived(ByteBuffer data) {
                      answer.answer(made, data);
                    }

                    @Override
                    public void closed(Throwable failure) {
                      recording.closed(failure);
                    }
                  };
                }));
    TcpConnection before = connection;
    peer.close();
    peer = new Socket(server.address().getAddress(), server.address().getPort());
    runUntil(() -> connection != before);
    server.close();
  }

  /** Writes until there is unsent data, and returns how much was written in all. */
  private int fillThePipe() {
    int written = 0;
    while (connection.unsentBytes() <= SMALL.highWaterBytes()) {
      connection.write(bytes(100_000));
      written += 100_000;
    }
    return written;
  }

  private void reset() throws IOException {
    peer.setSoLinger(true, 0);
    peer.close();
  }

  private Thread writing(byte[] sent) {
    Thread writer =
        new Thread(
            () -> {
              try {
                peer.getOutputStream().write(sent);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    writer.start();
    return writer;
  }

  private int readAvailable(byte[] into, int offset) {
    try {
      int available = Math.min(peer.getInputStream().available(), into.length - offset);
      return available <= 0 ? 0 : peer.getInputStream().read(into, offset, available);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void runUntil(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      time.runOneTurn();
      Thread.yield();
    }
  }

  private static ByteBuffer bytes(int length) {
    return ByteBuffer.allocateDirect(length);
  }

  @Test
  void smallPacketsAreSentAtOnceUnlessTheOptionsSayOtherwise() throws Exception {
    TcpOptions patient = new TcpOptions(1, false, 1, 1, 1);
    assertThat(noDelay(TcpOptions.DEFAULT)).isTrue();
    assertThat(noDelay(patient)).isFalse();
  }

  private boolean noDelay(TcpOptions options) throws IOException {
    try (ServerSocketChannel listening = ServerSocketChannel.open().bind(ANY_PORT);
        SocketChannel channel = SocketChannel.open(listening.getLocalAddress())) {
      channel.configureBlocking(false);
      TcpConnection.adopt(loop, channel, options, made -> new RecordingHandler(loop, made));
      return channel.getOption(StandardSocketOptions.TCP_NODELAY);
    }
  }
}
