package org.asyncmark.loop;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Has Lincheck search for an interleaving of pushes with the loop's own steps whose results no
 * order of whole steps explains, or after which the loop sleeps although there is work. Chunks are
 * as small as can be, so that pushes have to link new ones.
 */
@Tag("any-jdk")
public class InboxInterleavingsTest {
  private final Inbox inbox = new Inbox(this::wakeup, 2);
  private volatile boolean woken;
  private boolean asleep;

  private void wakeup() {
    woken = true;
  }

  @Operation
  public boolean push(@Param(gen = IntGen.class, conf = "1:9") int value) {
    return inbox.push(new Numbered(value));
  }

  @Operation(nonParallelGroup = "loop")
  public boolean sleep() {
    asleep = inbox.sleep();
    return asleep;
  }

  /** What the loop does between two sleeps: turns until all is drained. */
  @Operation(nonParallelGroup = "loop")
  public List<Integer> drain() {
    asleep = false;
    woken = false;
    List<Integer> drained = new ArrayList<>();
    do {
      inbox.drainTo(work -> drained.add(((Numbered) work).number));
    } while (!inbox.isEmpty());
    return drained;
  }

  @Operation(nonParallelGroup = "loop", runOnce = true)
  public List<Integer> close() {
    asleep = false;
    List<Integer> drained = new ArrayList<>();
    inbox.closeTo(work -> drained.add(((Numbered) work).number));
    return drained;
  }

  /** Called by Lincheck at the end of each interleaving. */
  @Validate
  public void workWakesTheLoop() {
    if (asleep && !woken && !inbox.isEmpty()) {
      throw new IllegalStateException("the loop sleeps although there is work");
    }
  }

  @Test
  void noInterleavingOfAFewStepsIsWrong() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(100)
        .threads(3)
        .actorsPerThread(3)
        .check(getClass());
  }

  private record Numbered(int number) implements Runnable {
    @Override
    public void run() {}
  }
}
