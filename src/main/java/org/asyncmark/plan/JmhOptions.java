package org.asyncmark.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import joptsimple.OptionException;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Optional;

/**
 * What a user gives behind {@code --}: options of JMH that change the forks of a plan. What is not
 * applied is refused, see {@link JmhOption}.
 *
 * @param words as they were given
 * @param parsed the same, as JMH understands them
 */
public record JmhOptions(List<String> words, CommandLineOptions parsed) {
  private static final String WHERE = "JMH options after --: ";
  private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(1);
  static final int MOST_ITERATIONS = 10_000;

  /** With the name of a preset before it, it is no longer than a name may be. */
  private static final int LONGEST_LABEL = 31;

  public JmhOptions {
    words = List.copyOf(words);
  }

  /**
   * Reads the words behind {@code --}, which may be none.
   *
   * @throws IllegalArgumentException if an option is refused or a value is wrong; the message says
   *     why and what to do
   */
  public static JmhOptions of(List<String> words) {
    String[] array = words.toArray(String[]::new);
    try {
      OptionSet given = parser().parse(array);
      refuse(given);
      JmhOptions options = new JmhOptions(words, new CommandLineOptions(array));
      options.applyTo(Preset.SMOKE.fork()); // of any, for the checks
      ForkFlags.check(options.jvmFlags());
      return options;
    } catch (OptionException | CommandLineOptionException e) {
      throw new IllegalArgumentException(WHERE + e.getMessage(), e);
    }
  }

  /** The same names as JMH has, so that shortened and joined words mean the same, too. */
  private static OptionParser parser() {
    OptionParser parser = new OptionParser();
    for (JmhOption option : JmhOption.values()) {
      if (option.hasValue()) {
        parser.accepts(option.word()).withRequiredArg();
      } else {
        parser.accepts(option.word());
      }
    }
    return parser;
  }

  private static void refuse(OptionSet given) {
    for (OptionSpec<?> each : given.specs()) {
      JmhOption option = JmhOption.of(each.options().get(0));
      option.refusal().ifPresent(reason -> refuse("-" + option.word(), reason));
    }
    for (Object profiler : given.valuesOf(JmhOption.PROFILER.word())) {
      if (!profiler.equals("gc")) { // which every fork has
        refuse("-prof " + profiler, "a profiler is part of what is measured; use the verb profile");
      }
    }
    for (Object word : given.nonOptionArguments()) {
      refuse("'" + word + "'", "patterns are chosen by name; use --pattern");
    }
  }

  private static void refuse(String what, String reason) {
    throw new IllegalArgumentException(WHERE + what + " is not taken: " + reason);
  }

  /**
   * Returns settings with the iterations and times that were given in place of their own.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  ForkSettings applyTo(ForkSettings fork) {
    return new ForkSettings(
        fork.warmUpCapMillis(),
        count(JmhOption.WARM_UP_ITERATIONS, parsed.getWarmupIterations(), fork.warmupIterations()),
        millis(JmhOption.WARM_UP_TIME, parsed.getWarmupTime(), fork.warmupMillis()),
        count(JmhOption.ITERATIONS, parsed.getMeasurementIterations(), fork.measuredIterations()),
        millis(JmhOption.TIME, parsed.getMeasurementTime(), fork.measuredMillis()),
        0,
        fork.furtherMillis());
  }

  private static int count(JmhOption option, Optional<Integer> given, int otherwise) {
    int count = given.orElse(otherwise);
    if (count < 1 || count > MOST_ITERATIONS) { // a fork is set up in its first one, not scored
      throw new IllegalArgumentException(
          WHERE + "-" + option.word() + " wants 1 to " + MOST_ITERATIONS + ", got " + count);
    }
    return count;
  }

  private static long millis(JmhOption option, Optional<TimeValue> given, long otherwise) {
    return given.hasValue() ? millis(WHERE + "-" + option.word(), given.get()) : otherwise;
  }

  private static long millis(String option, TimeValue time) {
    long millis = time.convertTo(TimeUnit.MILLISECONDS);
    boolean whole = time.convertTo(TimeUnit.MICROSECONDS) == 1_000 * millis;
    if (millis < 1 || millis > LONGEST_MILLIS || !whole) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s wants whole milliseconds from 1ms to 1day, got %s %s",
              option,
              time.getTime(),
              time.getTimeUnit()));
    }
    return millis;
  }

  /**
   * Returns the time of {@code --time} in milliseconds.
   *
   * @param text for example {@code 250ms} or {@code 2s}
   * @param words behind {@code --}
   * @throws IllegalArgumentException if it is no time, out of range, or given twice
   */
  static long timeOfTurn(String text, List<String> words) {
    if (of(words).parsed().getMeasurementTime().hasValue()) {
      throw new IllegalArgumentException(
          "--time and -r behind -- both set the time of a turn; leave out one of them");
    }
    if (!text.matches("\\d{1,9}(?:ms|s|m)")) {
      throw new IllegalArgumentException(
          "want a time such as 250ms or 2s for --time, got '" + text + "'");
    }
    return millis("--time", TimeValue.fromString(text));
  }

  /** Returns the flags of a fork's JVM that were given, in JMH's order, split as JMH does. */
  public List<String> jvmFlags() {
    return Stream.of(parsed.getJvmArgsPrepend(), parsed.getJvmArgs(), parsed.getJvmArgsAppend())
        .filter(Optional::hasValue)
        .map(Optional::get)
        .flatMap(Collection::stream)
        .toList();
  }

  /**
   * Returns a part of the name of a run's folder that tells it from one without these options, for
   * example {@code -r1s-UseG1GC}; nothing if there are none.
   */
  public String label() {
    List<String> parts = new ArrayList<>();
    for (String word : words) {
      String part = word.replaceFirst("^-(?:XX:\\+?)?", "").replaceAll("[^A-Za-z0-9.]+", "");
      if (!part.startsWith("jvmArgs")) {
        parts.add(part);
      }
    }
    String label = parts.stream().map(part -> "-" + part).collect(Collectors.joining());
    return label.substring(0, Math.min(label.length(), LONGEST_LABEL));
  }
}
