package org.asyncmark.loop.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs random programs on the loop and on CPython, and wants the same traces. A thousand by
 * default; {@code -Dfuzz.programs} and {@code -Dfuzz.seed} say otherwise.
 */
class DifferentialFuzzTest {
  private static final int RECORDED = 1000;

  @Test
  @Timeout(120)
  void theLoopDoesWhatWasRecordedOfCpython() throws Exception {
    Fuzzer fuzzer = new Fuzzer(Recorded.read(), Primitives::new);
    Optional<Comparison> found = fuzzer.firstDifference(1, RECORDED);
    found.ifPresent(each -> fail(each.report(fuzzer.release())));
    assertThat(fuzzer.summary())
        .startsWith("1000 programs compared with CPython 3.13.")
        .contains(", 1000 of them whole,");
  }

  @Test
  void theLoopDoesWhatThePythonOfThisMachineDoes() throws Exception {
    long seed = Long.getLong("fuzz.seed", 1);
    int programs = Integer.getInteger("fuzz.programs", 1000);
    try (CPython python = startOrTell()) {
      if (python == null) {
        return; // the other test has compared with what was recorded
      }
      Fuzzer fuzzer = new Fuzzer(python, Primitives::new);
      Optional<Comparison> found = fuzzer.firstDifference(seed, programs);
      if (found.isPresent()) {
        fail(new Shrinker(fuzzer).shrink(found.get()).report(fuzzer.release()));
      }
      System.out.println("fuzz: " + fuzzer.summary());
      assertThat(fuzzer.compared()).isEqualTo(programs);
    }
  }

  private static @Nullable CPython startOrTell() {
    try {
      return CPython.start(CPython.command());
    } catch (IOException e) {
      System.out.println(
          "fuzz: the loop was not compared with a CPython of this machine, only with what was"
              + " recorded of one: "
              + e.getMessage());
      return null;
    }
  }
}
