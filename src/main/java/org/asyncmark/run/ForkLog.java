package org.asyncmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.asyncmark.EnvironmentException;

/** The output of a fork. */
public final class ForkLog {
  private static final Pattern EXCEPTION =
      Pattern.compile(
          "^(?:Caused by: )?(?:[a-z][\\w$]*\\.)+[A-Z][\\w$]*(?:Exception|Error)(?:: .*)?$");

  private static final String OWN = EnvironmentException.class.getName() + ": ";

  private ForkLog() {}

  /**
   * Returns in one line why a fork failed: what this suite says to the user if it says something,
   * else what the JVM says that does not start or breaks off, else the last exception in the
   * output, which is the innermost cause, or else with which code it ended, or what JMH said.
   */
  public static String reason(Path log, Exception jmh) {
    return reason(lines(log), jmh.getMessage() == null ? jmh.toString() : jmh.getMessage());
  }

  static String reason(List<String> lines, String otherwise) {
    LastWords jvm = LastWords.in(lines);
    String reason = jvm.ending().orElse(otherwise);
    for (String line : lines) {
      int own = line.indexOf(OWN);
      if (own >= 0) {
        return line.substring(own + OWN.length());
      }
      if (EXCEPTION.matcher(line).matches()) {
        reason = line.replaceFirst("^Caused by: ", "");
      }
    }
    return jvm.refusal().orElse(reason).lines().findFirst().orElse("the fork ended without a word");
  }

  private static List<String> lines(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of(); // then JMH's own words have to do
    }
  }
}
