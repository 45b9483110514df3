package org.asyncmark.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The selector, sound and flawed, under a loop in virtual time. */
@Timeout(10)
class SelectorPollerTest {
  @Test
  void aRebuiltSelectorWatchesTheSameChannels() throws Exception {
    FlawedPoller poller = new FlawedPoller();
    poller.flawed = false;
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    try (VirtualTimeLoop time = VirtualTimeLoop.open(config -> config.poller(() -> poller));
        Pipe.SinkChannel sink = pipe.sink()) {
      LoopFuture<Integer> read = new LoopFuture<>(time.loop());
      ByteBuffer buffer = ByteBuffer.allocate(10);
      Registration[] registration = new Registration[1];
      registration[0] =
          time.loop()
              .register(
                  pipe.source(),
                  SelectionKey.OP_READ,
                  () -> {
                    try {
                      read.complete(pipe.source().read(buffer));
                      registration[0].interest(0);
                    } catch (IOException e) {
                      read.fail(e);
                    }
                  });
      poller.rebuild();
      sink.write(ByteBuffer.wrap(new byte[3]));
      assertThat(time.runUntilComplete(read)).isEqualTo(3);
      assertThat(poller.keys()).hasSize(1);
      registration[0].close();
      time.runOneTurn();
      assertThat(poller.keys()).isEmpty();
    }
  }

  @Test
  void aSelectorThatReturnsWithoutReasonIsRebuiltOnceAndThenGivenPauses() {
    FlawedPoller poller = new FlawedPoller();
    try (VirtualTimeLoop time = VirtualTimeLoop.open(config -> config.poller(() -> poller))) {
      time.runFor(Duration.ofMillis(100));
      assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(100));
    }
    assertThat(poller.rebuilt).isEqualTo(1);
    assertThat(poller.polls).isLessThan(2 * PrematureReturns.TOLERATED + 200);
  }

  @Test
  void aSelectorThatARebuildHealsIsNotPaused() {
    FlawedPoller poller = new FlawedPoller();
    poller.healedByRebuild = true;
    try (VirtualTimeLoop time = VirtualTimeLoop.open(config -> config.poller(() -> poller))) {
      poller.time = time;
      time.runFor(Duration.ofMillis(100));
    }
    assertThat(poller.rebuilt).isEqualTo(1);
    assertThat(poller.polls).isEqualTo(PrematureReturns.TOLERATED + 2);
  }

  @Test
  void aRebuildThatFailsIsReportedAndTheLoopGoesOn() {
    FlawedPoller poller = new FlawedPoller();
    poller.rebuildFails = true;
    try (VirtualTimeLoop time = VirtualTimeLoop.open(config -> config.poller(() -> poller))) {
      time.runFor(Duration.ofMillis(100));
      assertThat(time.reported())
          .singleElement()
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
          .hasMessage("Too many open files");
    }
  }

  /** Returns at once without a ready key. */
  private static final class FlawedPoller implements Poller {
    private final SelectorPoller sound = newPoller();
    private boolean flawed = true;
    private boolean healedByRebuild;
    private boolean rebuildFails;
    private int polls;
    private int rebuilt;
    private VirtualTimeLoop time;

    private static SelectorPoller newPoller() {
      try {
        return SelectorPoller.open();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public int poll(long timeoutNanos, Consumer<SelectionKey> ready) throws IOException {
      polls++;
      if (flawed) {
        return 0;
      }
      if (time != null) {
        time.advance(Duration.ofNanos(timeoutNanos));
        return 0;
      }
      return sound.poll(timeoutNanos, ready);
    }

    @Override
    public int pollNow(Consumer<SelectionKey> ready) throws IOException {
      return sound.pollNow(ready);
    }

    @Override
    public void wakeup() {
      sound.wakeup();
    }

    @Override
    public SelectionKey register(SelectableChannel channel, int ops, Registration attachment)
        throws ClosedChannelException {
      return sound.register(channel, ops, attachment);
    }

    @Override
    public Set<SelectionKey> keys() {
      return sound.keys();
    }

    @Override
    public void rebuild() throws IOException {
      rebuilt++;
      if (rebuildFails) {
        throw new IOException("Too many open files");
      }
      if (healedByRebuild) {
        flawed = false;
      }
      sound.rebuild();
    }

    @Override
    public void close() throws IOException {
      sound.close();
    }
  }
}
