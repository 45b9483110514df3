package org.asyncmark.loop.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Here the loop itself plays the part of CPython, so that the test needs none. */
@Timeout(60)
class ShrinkerTest {
  private static final String PROGRAM =
      "(program (task 1 (sleep 1) (with l0 (sleep 3) (block (set e0))) (get q1))"
          + " (task 2 (sleep 2) (with l0) (sleep 1)) (task 3 (sleep 2) (with l0 (put q1 4)))"
          + " (task 4 (sleep 4) (block (cancel 2)) (sleep 2) (cancel 1)))";

  @Test
  void aProgramThatDiffersIsMadeAsShortAsItCanBe() throws Exception {
    Fuzzer fuzzer = new Fuzzer(new TheLoop(), WrongPrimitives.LostWakeUp::new);
    Comparison differing = fuzzer.compare(new Program(5, Statement.parse(PROGRAM)));
    assertThat(differing.differs()).isTrue();

    Comparison shortest = new Shrinker(fuzzer).shrink(differing);

    assertThat(shortest.differs()).isTrue();
    assertThat(shortest.program().text())
        .isEqualTo(
            "(program (task 1 (sleep 1) (with l0 (sleep 3))) (task 2 (sleep 1) (with l0))"
                + " (task 3 (sleep 1) (with l0)) (task 4 (sleep 4) (cancel 2)))");
    assertThat(shortest.program().seed()).isEqualTo(5);
  }

  private static final class TheLoop implements Oracle {
    @Override
    public Release release() {
      return Release.parse("3.13.0");
    }

    @Override
    public Trace trace(Program program) {
      try {
        return LoopInterpreter.run(program);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
