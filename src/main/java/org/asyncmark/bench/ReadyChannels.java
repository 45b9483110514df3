package org.asyncmark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopConfig;
import org.asyncmark.loop.LoopFuture;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A loop with pipes, in each of which one byte goes round: all are ready in every turn. */
@State(Scope.Thread)
public class ReadyChannels {
  /**
   * Number of pipes. Of 100 about every second one has a descriptor above 127, for which the JDK's
   * selector boxes its number anew at every event, 16 bytes, unless {@code -XX:AutoBoxCacheMax} is
   * above it.
   */
  @Param({"1", "100"})
  int channels;

  private final ByteBuffer oneByte = ByteBuffer.allocateDirect(1);
  private final List<Pipe> pipes = new ArrayList<>();
  private EventLoop loop;
  private @Nullable LoopFuture<Integer> end; // of the run under way
  private int ran;
  private int wanted;

  @Setup
  public void open() throws IOException {
    loop = EventLoop.create(LoopConfig.named("channels"));
    for (int i = 0; i < channels; i++) {
      Pipe pipe = Pipe.open();
      pipes.add(pipe);
      pipe.source().configureBlocking(false);
      loop.register(pipe.source(), SelectionKey.OP_READ, () -> ready(pipe));
      oneByte.clear();
      pipe.sink().write(oneByte);
    }
  }

  @TearDown
  public void close() throws IOException {
    loop.close();
    for (Pipe pipe : pipes) {
      pipe.sink().close();
    }
  }

  /** Runs the loop until {@code events} channels were ready, and one turn more. */
  int run(int events) throws ExecutionException {
    LoopFuture<Integer> ended = new LoopFuture<>(loop);
    end = ended;
    ran = 0;
    wanted = events;
    return loop.runUntilComplete(ended);
  }

  private void ready(Pipe pipe) {
    try {
      oneByte.clear();
      if (pipe.source().read(oneByte) != 1) {
        throw new IllegalStateException("a channel was said to be ready and had no byte");
      }
      oneByte.flip();
      pipe.sink().write(oneByte);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (++ran == wanted) {
      Objects.requireNonNull(end, "a run is under way").complete(ran);
    }
  }
}
