package org.asyncmark.loop;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * Has Lincheck search for an interleaving of pushes with the loop's own steps whose results no
 * order of whole steps explains. A push returns whether it was accepted and whether it paid for the
 * wake-up, so a lost or a second wake-up is such a result.
 */
public class InboxInterleavingsTest {
  private final ThreadLocal<Boolean> woke = ThreadLocal.withInitial(() -> false);
  private final Inbox inbox = new Inbox(() -> woke.set(true));

  @Operation
  public String push(@Param(gen = IntGen.class, conf = "1:9") int value) {
    woke.set(false);
    boolean accepted = inbox.push(new Numbered(value));
    return accepted ? (woke.get() ? "accepted, and woke the loop" : "accepted") : "refused";
  }

  @Operation(nonParallelGroup = "loop")
  public boolean sleep() {
    return inbox.sleep();
  }

  @Operation(nonParallelGroup = "loop")
  public boolean isAsleep() {
    return inbox.isAsleep();
  }

  @Operation(nonParallelGroup = "loop")
  public List<Integer> drain() {
    List<Integer> drained = new ArrayList<>();
    inbox.drainTo(handle -> drained.add(((Numbered) handle).number));
    return drained;
  }

  @Operation(nonParallelGroup = "loop", runOnce = true)
  public List<Integer> close() {
    List<Integer> drained = new ArrayList<>();
    inbox.closeTo(handle -> drained.add(((Numbered) handle).number));
    return drained;
  }

  @Test
  void noInterleavingOfAFewStepsIsWrong() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(50)
        .threads(3)
        .actorsPerThread(3)
        .check(getClass());
  }

  private static final class Numbered extends Handle {
    private final int number;

    Numbered(int number) {
      super(() -> {});
      this.number = number;
    }
  }
}
