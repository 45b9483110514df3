package org.asyncmark.pattern.files;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/**
 * The work on one file by an {@link AsynchronousFileChannel}. It is opened on the executor, because
 * opening blocks and there is no other way; each chunk is a call that returns at once, and a step
 * of the executor behind it. On Linux the JDK has a thread of that executor make the call that
 * blocks: what is asynchronous is the interface.
 *
 * <p>Its steps are run by one thread after the other. Who cancels the future has it end at its next
 * step.
 */
final class AsyncFile implements CompletionHandler<Integer, @Nullable Void> {
  private final FileWork work;
  private final int index;
  private final LeafTimes times;
  private final AsynchronousFileChannel channel;
  private final CompletableFuture<Long> ended;
  private final Transfer transfer;

  private AsyncFile(
      FileWork work,
      int index,
      LeafTimes times,
      AsynchronousFileChannel channel,
      CompletableFuture<Long> ended) {
    this.work = work;
    this.index = index;
    this.times = times;
    this.channel = channel;
    this.ended = ended;
    this.transfer = work.transfer(index);
  }

  /** Starts the work; the future is that of its end, when the file is closed. */
  static CompletableFuture<Long> start(
      FileWork work, int index, LeafTimes times, ExecutorService executor) {
    CompletableFuture<Long> ended = new CompletableFuture<>();
    executor.execute(
        () -> {
          if (ended.isDone()) {
            return; // cancelled before it began
          }
          times.start(index);
          try {
            AsynchronousFileChannel channel =
                AsynchronousFileChannel.open(work.path(index), work.access().options(), executor);
            new AsyncFile(work, index, times, channel, ended).next();
          } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
          }
        });
    return ended;
  }

  private void next() {
    try {
      if (work.access() == Access.READ) {
        channel.read(transfer.next(), transfer.position(), null, this);
      } else {
        channel.write(transfer.next(), transfer.position(), null, this);
      }
    } catch (RuntimeException e) { // the executor was shut down
      failed(e, null);
    }
  }

  @Override
  public void completed(Integer bytes, @Nullable Void none) {
    if (ended.isDone()) {
      failed(new CancellationException("file " + index + " was given up"), null);
    } else if (transfer.goesOn(bytes)) {
      next();
    } else {
      end();
    }
  }

  private void end() {
    try {
      channel.close();
      work.ended(index, transfer.counts());
      times.end(index);
      ended.complete((long) index);
    } catch (IOException e) {
      ended.completeExceptionally(e);
    }
  }

  @Override
  public void failed(Throwable failure, @Nullable Void none) {
    try {
      channel.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    ended.completeExceptionally(failure);
  }
}
