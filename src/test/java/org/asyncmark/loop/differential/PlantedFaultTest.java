package org.asyncmark.loop.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fuzzer finds faults that are put in on purpose within the thousand programs of a build. */
@Timeout(120)
class PlantedFaultTest {
  private static final int PROGRAMS = 1000;

  enum Planted {
    LOST_WAKE_UP(WrongPrimitives.LostWakeUp::new),
    LOST_SIGNAL(WrongPrimitives.LostSignal::new),
    STRAY_CANCEL(WrongPrimitives.StrayCancel::new),
    EARLY_CANCEL(WrongPrimitives.EarlyCancel::new);

    private final Supplier<Primitives> primitives;

    Planted(Supplier<Primitives> primitives) {
      this.primitives = primitives;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPlantedFaultIsFound(Planted planted) throws Exception {
    Fuzzer fuzzer = new Fuzzer(Recorded.read(), planted.primitives);
    Optional<Comparison> found = fuzzer.firstDifference(1, PROGRAMS);
    assertThat(found).isPresent();
    System.out.println("fuzz: " + planted + " was found by program " + fuzzer.compared());
  }

  @Test
  void noFaultIsFoundInALockThatIsWrittenAnewAndRight() throws Exception {
    Fuzzer fuzzer = new Fuzzer(Recorded.read(), WrongPrimitives.RightLock::new);
    assertThat(fuzzer.firstDifference(1, PROGRAMS)).isEmpty();
  }
}
