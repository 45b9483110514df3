package org.asyncmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CProgramTest {
  @Test
  void compilesWithoutAWarningAndLeavesNothing() throws Exception {
    assumeTrue(EchoServerKind.C.unavailable() == null);
    CProgram program = CProgram.compile();
    Path executable = program.executable();
    assertThat(executable).isExecutable();
    program.close();
    program.close();
    assertThat(executable.getParent()).doesNotExist();
  }
}
