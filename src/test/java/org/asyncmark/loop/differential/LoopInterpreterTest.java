package org.asyncmark.loop.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopInterpreterTest {
  @Test
  void aTraceTellsTimesEventsAndTheEndState() throws Exception {
    assertThat(lines("(program (task 1 (with l0 (sleep 3))) (task 2 (sleep 1) (acquire l0)))"))
        .containsExactly(
            "0 t1 with l0 in",
            "1 t2 sleep 1",
            "3 t1 sleep 3",
            "3 t1 with l0 out",
            "3 t1 ends",
            "3 t2 acquire l0",
            "3 t2 ends",
            "end t1 r1",
            "end t2 r2",
            "end l0 locked");
  }

  @Test
  void theFailuresOfAGroupAreInTheirOrder() throws Exception {
    assertThat(
            lines(
                "(program (task 1 (try (group (member 2 (fail x2)) (member 3 (fail x3))"
                    + " (fail x1)))))"))
        .contains("0 t1 group out by group[x1]");
    assertThat(
            lines(
                "(program (task 1 (try (group (member 2 (sleep 2) (fail x2))"
                    + " (member 3 (finally (block (sleep 9)) (block (fail x3))))))))"))
        .contains("2 t1 group out by group[x2, x3]", "2 t1 caught group[x2, x3]");
  }

  @Test
  void whoWaitsForEverIsCancelledAtAFixedTime() throws Exception {
    assertThat(lines("(program (task 1 (wait e0)))"))
        .containsExactly(
            "1000 sweep [1]",
            "1000 t1 wait e0 by cancelled",
            "1000 t1 ends by cancelled",
            "end t1 cancelled",
            "end e0 unset");
  }

  @Test
  void whatCannotBeCancelledIsPendingAtTheEnd() throws Exception {
    assertThat(lines("(program (task 1 (acquire c0) (cwait c0)) (task 2 (acquire c0)))"))
        .contains("1550 sweep [1]", "end t1 pending", "end c0 locked");
  }

  @Test
  void aWrongUseIsNotedAndTheProgramGoesOn() throws Exception {
    assertThat(lines("(program (task 1 (release l0) (getnow q1) (sleep 1)))"))
        .startsWith("0 t1 release l0 !misuse", "0 t1 getnow q1 !empty", "1 t1 sleep 1");
  }

  private static List<String> lines(String program) throws Exception {
    return LoopInterpreter.run(new Program(0, Statement.parse(program))).lines();
  }
}
