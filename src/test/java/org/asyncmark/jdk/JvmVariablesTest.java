package org.asyncmark.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmVariablesTest {
  @Test
  void theyAreTakenOutAndKeepTheirValuesUnderAnotherName() {
    Map<String, String> environment =
        new HashMap<>(Map.of("_JAVA_OPTIONS", "-Xmx300m", "JDK_JAVA_OPTIONS", "@x", "HOME", "/h"));
    JvmVariables.takeOutOf(environment);
    assertThat(environment).doesNotContainKeys("_JAVA_OPTIONS", "JDK_JAVA_OPTIONS");
    assertThat(environment).containsEntry("HOME", "/h");
    assertThat(JvmVariables.in(environment)).isEmpty();
    assertThat(JvmVariables.takenOutOf(environment))
        .isEqualTo(Map.of("_JAVA_OPTIONS", "-Xmx300m", "JDK_JAVA_OPTIONS", "@x"));
  }

  @Test
  void aVariableWithoutAValueSaysNothing() {
    assertThat(JvmVariables.in(Map.of("JAVA_TOOL_OPTIONS", " "))).isEmpty();
  }
}
