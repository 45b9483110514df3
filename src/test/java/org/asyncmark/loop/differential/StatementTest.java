package org.asyncmark.loop.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatementTest {
  @Test
  void aProgramIsReadAsItWasWritten() {
    Program program = ProgramGenerator.generate(7);
    assertThat(Statement.parse(program.text())).isEqualTo(program.root());
    assertThat(Statement.parse(program.root().indented())).isEqualTo(program.root());
  }

  @Test
  void aSeedMakesTheSameProgramAgain() {
    assertThat(ProgramGenerator.generate(12)).isEqualTo(ProgramGenerator.generate(12));
    assertThat(ProgramGenerator.generate(12)).isNotEqualTo(ProgramGenerator.generate(13));
  }

  @Test
  void aStatementWithoutItsEndIsRefused() {
    assertThatThrownBy(() -> Statement.parse("(with l0 (sleep 3)"))
        .hasMessage("want a ) at the end of each statement, got none");
    assertThatThrownBy(() -> Statement.parse("sleep 3"))
        .hasMessage("want a statement such as (sleep 3), got sleep 3");
  }
}
