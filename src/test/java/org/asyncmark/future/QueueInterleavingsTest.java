package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Has Lincheck search for an interleaving of puts, takes, waiters that give up and a close, whose
 * results no order of whole steps explains, or after which somebody waits for what is there. Each
 * thread has one wait at a time.
 */
@Tag("any-jdk")
public class QueueInterleavingsTest {
  private static final int THREADS = 3;

  private final AsyncQueue<Integer> queue = new AsyncQueue<>(1);
  private final @Nullable CompletableFuture<?>[] waits = new CompletableFuture<?>[THREADS + 2];

  @Operation
  public String put(
      @Param(gen = ThreadIdGen.class) int thread,
      @Param(gen = IntGen.class, conf = "1:9") int item) {
    return waits[thread] != null ? "waits already" : outcome(thread, queue.put(item));
  }

  @Operation
  public String take(@Param(gen = ThreadIdGen.class) int thread) {
    return waits[thread] != null ? "waits already" : outcome(thread, queue.take());
  }

  /** Gives up, or has what was handed over if that comes too late. */
  @Operation
  public String giveUp(@Param(gen = ThreadIdGen.class) int thread) {
    CompletableFuture<?> wait = waits[thread];
    if (wait == null) {
      return "does not wait";
    }
    waits[thread] = null;
    if (wait.cancel(false)) {
      return "gave up";
    }
    while (!wait.isDone()) {
      Thread.onSpinWait();
    }
    return result(wait);
  }

  @Operation
  public boolean offer(@Param(gen = IntGen.class, conf = "1:9") int item) {
    return queue.offer(item);
  }

  @Operation
  public String poll() {
    return String.valueOf(queue.poll());
  }

  @Operation(runOnce = true)
  public void close() {
    queue.close();
  }

  /** Called by Lincheck at the end of each interleaving. */
  @Validate
  public void nobodyWaitsForWhatIsThere() {
    boolean takes = false;
    boolean puts = false;
    for (CompletableFuture<?> wait : waits) {
      if (wait != null && !wait.isDone()) {
        boolean isPut = wait.getClass() != Waiter.class;
        puts |= isPut;
        takes |= !isPut;
      }
    }
    if ((takes && puts) || (takes && queue.size() > 0) || (puts && queue.size() == 0)) {
      throw new IllegalStateException("somebody waits for what is there");
    }
  }

  @Test
  void noInterleavingOfAFewStepsIsWrong() {
    new ModelCheckingOptions()
        .iterations(12)
        .invocationsPerIteration(200)
        .threads(THREADS)
        .actorsPerThread(3)
        .check(getClass());
  }

  private String outcome(int thread, CompletableFuture<?> future) {
    if (future != Waiter.DONE && future instanceof Waiter) {
      waits[thread] = future;
      return "waits";
    }
    return result(future);
  }

  private static String result(CompletableFuture<?> done) {
    return done.isCompletedExceptionally() ? "closed" : String.valueOf(done.join());
  }
}
