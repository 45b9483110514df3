package org.asyncmark.pattern;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.asyncmark.Nearest;
import org.asyncmark.analyse.Value;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;

/**
 * A parameter of a pattern: a field of its benchmark that has {@link Param} and {@link Means}. An
 * enum is a choice of words, an {@code int} or {@code long} with a {@link Range} is a number. Users
 * write the constants of an enum in small letters, with {@code -} between words.
 */
public final class PatternParam {
  private final Field field;
  private final Means means;
  private final @Nullable Range range;
  private final List<String> choices;

  private PatternParam(Field field, Means means, List<String> choices) {
    this.field = field;
    this.means = means;
    this.range = field.getAnnotation(Range.class);
    this.choices = choices;
    if (choices.isEmpty() && range == null) {
      throw new IllegalStateException(field + " is no enum: say what it takes with @Range");
    }
    field.setAccessible(true);
  }

  /** Returns the parameters of a benchmark's class, and behind them those of what it extends. */
  static List<PatternParam> of(Class<?> type, List<Mechanism> mechanisms) {
    List<String> ids =
        Stream.concat(mechanisms.stream().map(Mechanism::id), Stream.of(Mechanism.ALL)).toList();
    List<PatternParam> params = new ArrayList<>();
    for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
      Stream.of(each.getDeclaredFields())
          .map(field -> of(field, ids))
          .filter(Objects::nonNull)
          .forEach(params::add);
    }
    return params;
  }

  /**
   * Returns the parameter of a field; null if the field is none.
   *
   * @param mechanisms the choices of the parameter {@link PatternBenchmark#MECHANISM}
   */
  private static @Nullable PatternParam of(Field field, List<String> mechanisms) {
    Means means = field.getAnnotation(Means.class);
    if (means == null || field.getAnnotation(Param.class) == null) {
      return null;
    }
    return new PatternParam(
        field,
        means,
        field.getType().isEnum()
            ? Stream.of(field.getType().getEnumConstants()).map(each -> id((Enum<?>) each)).toList()
            : field.getName().equals(PatternBenchmark.MECHANISM) ? mechanisms : List.of());
  }

  /** Returns the word for a constant on the command line and in file names. */
  public static String id(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns JMH's name of it, with its unit. */
  public String name() {
    return field.getName();
  }

  /** Returns what it means, in one line. */
  public String meaning() {
    return means.value();
  }

  /** Tells whether it is a number; else it is a word. */
  public boolean isNumber() {
    return range != null;
  }

  /** Tells whether each short name of a cell has it. */
  public boolean shown() {
    return means.shown();
  }

  /** Tells whether it is each model's own affair, so that models are compared across it. */
  public boolean own() {
    return means.own();
  }

  /** Returns what values are allowed, in words. */
  public String allowed() {
    if (range == null) {
      return String.join(", ", choices);
    }
    return range.min() + " to " + range.max() + (range.word().isEmpty() ? "" : ", " + range.word());
  }

  /** Returns values that may mean something of their own: all words, and 0 if it is allowed. */
  public List<Value> samples() {
    if (range == null) {
      return choices.stream().map(Value::of).toList();
    }
    List<Value> samples = new ArrayList<>();
    if (range.min() == 0) {
      samples.add(Value.of(0));
    }
    if (!range.word().isEmpty()) {
      samples.add(Value.of(range.word()));
    }
    return samples;
  }

  /**
   * Checks a value.
   *
   * @throws IllegalArgumentException if it is not allowed; the message names what is
   */
  public void check(Value value) {
    OptionalLong number = value.number();
    String text = value.toString();
    boolean allowed =
        range == null
            ? choices.contains(text)
            : number.isPresent()
                ? number.getAsLong() >= range.min() && number.getAsLong() <= range.max()
                : !text.isEmpty() && range.word().equals(text);
    if (!allowed) {
      throw new IllegalArgumentException(
          "parameter "
              + name()
              + " got '"
              + text
              + "';"
              + Nearest.hint(text, choices)
              + (range == null ? " choose from " : " give a whole number from ")
              + allowed());
    }
  }

  /** Returns a value as JMH takes it: the name of a constant, or a number. */
  String jmh(Value value) {
    if (field.getType().isEnum()) {
      return constant(value).name();
    }
    return range == null ? value.toString() : Long.toString(number(range, value));
  }

  /** Sets the field of a benchmark to a value, or to its default. */
  void set(PatternBenchmark benchmark, @Nullable Value value) {
    String text = value == null ? byDefault() : jmh(value);
    try {
      if (field.getType().isEnum()) {
        field.set(benchmark, constantNamed(text));
      } else if (field.getType() == int.class) {
        field.setInt(benchmark, Integer.parseInt(text));
      } else if (field.getType() == long.class) {
        field.setLong(benchmark, Long.parseLong(text));
      } else {
        field.set(benchmark, text);
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }

  /** Returns the value of the field of a benchmark. */
  Value get(PatternBenchmark benchmark) {
    try {
      Object value = field.get(benchmark);
      if (value instanceof Enum<?> constant) {
        return Value.of(id(constant));
      }
      if (range != null && isNumber(value, range.meaning()) && !range.word().isEmpty()) {
        return Value.of(range.word());
      }
      return Value.of(value.toString());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }

  private String byDefault() {
    String first = field.getAnnotation(Param.class).value()[0];
    return first.equals(Param.BLANK_ARGS)
        ? ((Enum<?>) field.getType().getEnumConstants()[0]).name()
        : first;
  }

  private Enum<?> constant(Value value) {
    int at = choices.indexOf(value.toString());
    if (at < 0) {
      throw new IllegalArgumentException(
          name() + " has no value '" + value + "'; choose from " + allowed());
    }
    return (Enum<?>) field.getType().getEnumConstants()[at];
  }

  private Enum<?> constantNamed(String name) {
    return Arrays.stream(field.getType().getEnumConstants())
        .map(each -> (Enum<?>) each)
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "the default of " + field + " is none of its constants: " + name));
  }

  private static long number(Range range, Value value) {
    return value.number().orElse(range.meaning());
  }

  private static boolean isNumber(Object value, long number) {
    return value instanceof Number each && each.longValue() == number;
  }
}
