package org.asyncmark.profile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.analyse.Arm;
import org.asyncmark.model.Model;

/**
 * One arm, to be profiled in one fork.
 *
 * @param arm what is profiled; names the profile and its folder
 * @param include regular expression that matches the name of one benchmark, as JMH takes it
 * @param params one value for each of JMH's parameters that is not to have its default
 * @param jvm what runs the fork
 * @param schedule how long it runs
 * @param events what is sampled, at least one; in the order of the constants
 */
public record ProfilePlan(
    Arm arm,
    String include,
    Map<String, String> params,
    Jvm jvm,
    Schedule schedule,
    List<ProfileEvent> events) {
  public ProfilePlan {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
    events = events.stream().distinct().sorted().toList();
    if (events.isEmpty()) {
      throw new IllegalArgumentException("want an event to profile, got none");
    }
  }

  /**
   * Returns the name of the profile, for example {@code gather-virtual-fanOut=100-leaf=cpu-jdk25}:
   * letters, digits and {@code . _ = + -}.
   */
  public String key() {
    String params = arm.paramsLabel().isEmpty() ? "" : "-" + arm.paramsLabel();
    String runtime = arm.ofPython() ? arm.jdk() : "jdk" + arm.jdk();
    return (arm.pattern() + "-" + arm.model() + params + "-" + runtime)
        .replaceAll("[^A-Za-z0-9._=+-]", "-");
  }

  /** Returns the model that the arm runs in. */
  public Model model() {
    return Model.of(arm.model());
  }

  /**
   * A JDK, or a CPython, and how to start it.
   *
   * @param java the executable
   * @param args options before the class name, for example {@code -Xmx1g}
   * @param classPath empty for that of the driver
   */
  public record Jvm(Path java, List<String> args, String classPath) {
    public Jvm {
      args = List.copyOf(args);
    }

    /** Creates one that runs what the driver runs. */
    public Jvm(Path java, List<String> args) {
      this(java, args, "");
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
