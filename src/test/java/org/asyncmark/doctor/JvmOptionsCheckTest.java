package org.asyncmark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmOptionsCheckTest {
  @Test
  void whatWasTakenOutIsWarnedOfWithTheirValues() {
    assertThat(MachineChecks.jvmOptions(Map.of("JAVA_TOOL_OPTIONS", "-Xint\n-Xss1m")))
        .isEqualTo(
            DoctorFinding.warn(
                "JVM options",
                "JAVA_TOOL_OPTIONS=-Xint -Xss1m in the environment would change every JVM: taken"
                    + " out of all that is started here; options of forks stand behind --, see run"
                    + " --help"));
  }

  @Test
  void withoutAnyAllIsWell() {
    assertThat(MachineChecks.jvmOptions(Map.of()))
        .isEqualTo(DoctorFinding.ok("JVM options", "none in the environment"));
  }
}
