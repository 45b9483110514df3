package org.asyncmark.profile;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The options of {@link ApProfiler}, which travel to the fork as one line: {@code
 * lib=/tmp/x/libasyncProfiler.so;engine=cpu;events=cpu+alloc;intervalNanos=1000000;recording=/x.jfr}.
 *
 * @param lib async-profiler's library; not read by {@link Engine#JFR}
 * @param engine any but {@link Engine#NONE}
 * @param events what is sampled, at least one
 * @param intervalNanos time between two samples of a thread on a CPU, above 0
 * @param recording the file to write; its folder exists
 */
record ApOptions(
    Path lib, Engine engine, List<ProfileEvent> events, long intervalNanos, Path recording) {
  ApOptions {
    events = List.copyOf(events);
    if (engine == Engine.NONE) {
      throw new IllegalArgumentException("want an engine that samples, got none");
    }
    if (events.isEmpty()) {
      throw new IllegalArgumentException("want an event to sample, got none");
    }
    if (intervalNanos <= 0) {
      throw new IllegalArgumentException("intervalNanos must be above 0, got " + intervalNanos);
    }
    check("lib", lib.toString());
    check("recording", recording.toString());
  }

  /** Returns the options as {@link #parse} reads them. */
  String line() {
    return String.format(
        Locale.ROOT,
        "lib=%s;engine=%s;events=%s;intervalNanos=%d;recording=%s",
        lib,
        engine.id(),
        events.stream().map(ProfileEvent::id).collect(Collectors.joining("+")),
        intervalNanos,
        recording);
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
        Engine.of(value(values, "engine", line)),
        Arrays.stream(value(values, "events", line).split("\\+")).map(ProfileEvent::of).toList(),
        Long.parseLong(value(values, "intervalNanos", line)),
        Path.of(value(values, "recording", line)));
  }

  private static String value(Map<String, String> values, String name, String line) {
    String value = values.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException("want the option " + name + "=..., got '" + line + "'");
    }
    return value;
  }

  /**
   * Refuses what cannot travel: the agent ends a file name at a comma and replaces what follows a
   * percent sign, this record's line ends a value at a semicolon.
   */
  static void check(String name, String value) {
    if (value.matches(".*[,;%].*")) {
      throw new IllegalArgumentException(
          name
              + " must have no comma, semicolon or percent sign, got "
              + value
              + "; choose another folder");
    }
  }
}
