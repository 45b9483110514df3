package org.asyncmark.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One benchmark with one set of parameters on one JDK, to be profiled in one fork.
 *
 * @param key name of the profile: the start of its files' names and of its title; letters, digits
 *     and {@code . _ = + -}
 * @param include regular expression that matches the name of one benchmark, as JMH takes it
 * @param params one value for each parameter that is not to have its default
 * @param jvm what runs the fork
 * @param schedule how long it runs
 */
public record ProfilePlan(
    String key, String include, Map<String, String> params, Jvm jvm, Schedule schedule) {
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._=+-]+");

  public ProfilePlan {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "want a key of letters, digits and . _ = + -, got '" + key + "'");
    }
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /**
   * A JDK and how to start it.
   *
   * @param java the executable
   * @param args options before the class name, for example {@code -Xmx1g}
   */
  public record Jvm(Path java, List<String> args) {
    public Jvm {
      args = List.copyOf(args);
    }
  }

  /**
   * The length of a fork.
   *
   * @param warmUpIterations 0 and up; they are not in the profile
   * @param measuredIterations 1 and up
   * @param iteration length of each iteration, at least 1 ms
   */
  public record Schedule(int warmUpIterations, int measuredIterations, Duration iteration) {
    public Schedule {
      if (warmUpIterations < 0 || measuredIterations < 1 || iteration.toMillis() < 1) {
        throw new IllegalArgumentException(
            "want 0 or more warm-ups and 1 or more measured iterations of 1 ms or more, got "
                + warmUpIterations
                + ", "
                + measuredIterations
                + " and "
                + iteration);
      }
    }
  }
}
