package org.asyncmark.profile;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of {@link ApProfiler}, which travel to the fork as one line: {@code
 * lib=/tmp/x/libasyncProfiler.so;event=cpu;intervalNanos=1000000;dir=/tmp/out;key=gather}.
 *
 * @param lib async-profiler's library; not read by {@link Engine#JFR}
 * @param engine any but {@link Engine#NONE}
 * @param intervalNanos time between two samples of a thread, above 0
 * @param dir folder of the recordings; it exists
 * @param key start of the recordings' names
 */
record ApOptions(Path lib, Engine engine, long intervalNanos, Path dir, String key) {
  ApOptions {
    if (engine == Engine.NONE) {
      throw new IllegalArgumentException("want an engine that samples, got none");
    }
    if (intervalNanos <= 0) {
      throw new IllegalArgumentException("intervalNanos must be above 0, got " + intervalNanos);
    }
    check("lib", lib.toString());
    check("dir", dir.toString());
    check("key", key);
  }

  /** Returns the options as {@link #parse} reads them. */
  String line() {
    return "lib=%s;event=%s;intervalNanos=%d;dir=%s;key=%s"
        .formatted(lib, engine.id(), intervalNanos, dir, key);
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if one is missing, unknown or out of range
   */
  static ApOptions parse(String line) {
    Map<String, String> values =
        Arrays.stream(line.split(";"))
            .map(option -> option.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length == 2 ? pair[1] : ""));
    return new ApOptions(
        Path.of(value(values, "lib", line)),
        Engine.of(value(values, "event", line)),
        Long.parseLong(value(values, "intervalNanos", line)),
        Path.of(value(values, "dir", line)),
        value(values, "key", line));
  }

  private static String value(Map<String, String> values, String name, String line) {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("want the option " + name + "=..., got '" + line + "'");
    }
    return value;
  }

  /**
   * Refuses what cannot travel: the agent ends a file name at a comma, this record's line ends a
   * value at a semicolon.
   */
  static void check(String name, String value) {
    if (value.indexOf(',') >= 0 || value.indexOf(';') >= 0) {
      throw new IllegalArgumentException(
          name
              + " must have neither comma nor semicolon, got "
              + value
              + "; choose another folder");
    }
  }
}
