package org.asyncmark.future;

import java.util.concurrent.CompletableFuture;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Has Lincheck search for an interleaving of acquires, releases and waiters that give up, whose
 * results no order of whole steps explains, or after which somebody waits for a permit that is
 * free. Each thread has one wait at a time.
 */
@Tag("any-jdk")
public class SemaphoreInterleavingsTest {
  private static final int THREADS = 3;

  private final AsyncSemaphore semaphore = new AsyncSemaphore(1);

  @SuppressWarnings({"unchecked", "rawtypes"})
  private final @Nullable CompletableFuture<Void>[] waits = new CompletableFuture[THREADS + 2];

  @Operation
  public String acquire(@Param(gen = ThreadIdGen.class) int thread) {
    if (waits[thread] != null) {
      return "waits already";
    }
    CompletableFuture<Void> permit = semaphore.acquire();
    if (permit == Waiter.DONE) {
      return "has it";
    }
    waits[thread] = permit;
    return "waits";
  }

  /** Gives up, or has the permit if that comes too late. */
  @Operation
  public String giveUp(@Param(gen = ThreadIdGen.class) int thread) {
    CompletableFuture<Void> permit = waits[thread];
    if (permit == null) {
      return "does not wait";
    }
    waits[thread] = null;
    if (permit.cancel(false)) {
      return "gave up";
    }
    while (!permit.isDone()) {
      Thread.onSpinWait();
    }
    return "has it";
  }

  @Operation
  public boolean tryAcquire() {
    return semaphore.tryAcquire();
  }

  @Operation
  public boolean release() {
    return semaphore.releaseWithin(2);
  }

  /** Called by Lincheck at the end of each interleaving. */
  @Validate
  public void nobodyWaitsForWhatIsFree() {
    for (CompletableFuture<Void> wait : waits) {
      if (wait != null && !wait.isDone() && semaphore.availablePermits() > 0) {
        throw new IllegalStateException("somebody waits although a permit is free");
      }
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
}
