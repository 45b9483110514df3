package org.asyncmark.jdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.asyncmark.EnvironmentException;

/**
 * The variables of the environment from which every JVM takes options, whoever starts it. Nothing
 * that is measured may have them: {@code cli.CleanStart} starts the driver again without them, and
 * what the driver starts inherits its environment. They keep their values under another name, so
 * that a run can tell of them.
 */
public final class JvmVariables {
  /** Those of HotSpot and its launcher, then those of OpenJ9. */
  static final List<String> NAMES =
      List.of(
          "JAVA_TOOL_OPTIONS",
          "_JAVA_OPTIONS",
          "JDK_JAVA_OPTIONS",
          "OPENJ9_JAVA_OPTIONS",
          "IBM_JAVA_OPTIONS");

  private static final String TAKEN = "ASYNCMARK_TAKEN_";

  private JvmVariables() {}

  /** Returns those that are set in an environment, by name. */
  public static Map<String, String> in(Map<String, String> environment) {
    return values(environment, "");
  }

  /** Returns those that were taken out of an environment, by name. */
  public static Map<String, String> takenOutOf(Map<String, String> environment) {
    return values(environment, TAKEN);
  }

  private static Map<String, String> values(Map<String, String> environment, String prefix) {
    Map<String, String> values = new TreeMap<>();
    for (String name : NAMES) {
      String value = environment.getOrDefault(prefix + name, "");
      if (!value.isBlank()) {
        values.put(name, value);
      }
    }
    return values;
  }

  /**
   * Takes them out of an environment and keeps their values under another name.
   *
   * @param environment of a process that is to be started
   */
  public static void takeOutOf(Map<String, String> environment) {
    in(environment).forEach((name, value) -> environment.put(TAKEN + name, value));
    environment.keySet().removeAll(NAMES);
  }

  /** Returns them as a shell would set them, in one line. */
  public static String inWords(Map<String, String> values) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + "=" + EnvironmentException.oneLine(each.getValue()))
        .collect(Collectors.joining(", "));
  }
}
