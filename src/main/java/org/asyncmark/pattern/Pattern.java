package org.asyncmark.pattern;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.asyncmark.analyse.ArmKey;
import org.asyncmark.analyse.Value;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * What the suite knows of a pattern: what it is called, how the models do it, and which cells a
 * preset measures. Its parameters are those of its benchmark.
 */
public final class Pattern {
  /** It is part of the names of folders and files. */
  private static final java.util.regex.Pattern ID =
      java.util.regex.Pattern.compile(
          "(?!(?:con|prn|aux|nul|com\\d|lpt\\d)$)[a-z][a-z0-9-]{0,19}"); // devices of Windows

  private static final Value IDIOMATIC = Value.of(Mechanism.IDIOMATIC);

  private final String id;
  private final String summary;
  private final Supplier<? extends PatternBenchmark> benchmark;
  private final List<Mechanism> mechanisms;
  private final String method;
  private final List<PatternParam> params;
  private final Map<Sizing, List<SortedMap<String, Value>>> cells = new EnumMap<>(Sizing.class);

  private Pattern(
      String id,
      String summary,
      Supplier<? extends PatternBenchmark> benchmark,
      List<Mechanism> mechanisms) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a pattern's id has up to 20 small letters, digits and '-' and is no device of Windows, got '"
              + id
              + "'");
    }
    this.id = id;
    this.summary = summary;
    this.benchmark = benchmark;
    this.mechanisms =
        Stream.concat(mechanisms.stream(), Stream.of(AsyncioMechanism.values())).toList();
    Class<?> type = benchmark.get().getClass();
    this.method = type.getName() + "." + benchmarkMethod(type).getName();
    this.params = PatternParam.of(type, this.mechanisms);
    for (PatternParam param : params) {
      if (ArmKey.OF_RUNS.contains(param.name())) {
        throw new IllegalArgumentException(
            "pattern "
                + id
                + " has a parameter "
                + param.name()
                + ", which every run has; rename it");
      }
    }
    for (Model model : Model.values()) {
      if (mechanismsOf(model).isEmpty()) {
        throw new IllegalArgumentException(
            "pattern " + id + " has no mechanism for model " + model.id());
      }
    }
  }

  /**
   * Returns a pattern without cells.
   *
   * @param id the word for it on the command line and in file names: up to 20 small letters, digits
   *     and {@code -}
   * @param summary what it does, in one line
   * @param benchmark makes the benchmark that measures it
   * @param mechanisms how models do it, at least one for each; the idiomatic one of a model first
   * @throws IllegalArgumentException if the id is none, a model has no mechanism, or there is more
   *     or less than one benchmark method
   */
  public static Pattern of(
      String id,
      String summary,
      Supplier<? extends PatternBenchmark> benchmark,
      Mechanism[] mechanisms) {
    return new Pattern(id, summary, benchmark, List.of(mechanisms));
  }

  /** How much of a pattern a preset measures. */
  public enum Sizing {
    /** Each leaf once, as small as it goes. */
    SMOKE,
    /** The one cell that tells most of what the models cost. */
    TELLING,
    /** The one cell that is most like a service; the telling one where there is no other. */
    REALISTIC,
    /** Both, and what else fits into a night; those that tell most first. */
    COMMON
  }

  /**
   * The parameters of a cell in full: those that have an effect, sorted by name.
   *
   * @param params those that models have in common
   * @param own those that are the model's own affair
   * @param absence why no JDK can do it, as it stands in tables; null if one can
   */
  public record Cell(
      SortedMap<String, Value> params, SortedMap<String, Value> own, @Nullable String absence) {}

  /**
   * Adds cells to what a preset measures.
   *
   * @param lines each {@code name=value,...} of some parameters with spaces between, as behind
   *     {@code --param}; every value of one is crossed with every value of the others
   * @throws IllegalArgumentException if a parameter or a value is unknown
   */
  public Pattern cells(Sizing sizing, String... lines) {
    List<SortedMap<String, Value>> all = cells.computeIfAbsent(sizing, none -> new ArrayList<>());
    for (String line : lines) {
      all.addAll(Series.crossed(values(line)));
    }
    return this;
  }

  /** Returns the word for this pattern on the command line and in file names. */
  public String id() {
    return id;
  }

  /** Tells whether it is written in Python, too, as all are but those of a user. */
  public boolean isInPython() {
    return Pattern.class.getResource("/META-INF/asyncmark/python/asyncmark/" + id + ".py") != null;
  }

  /** Returns what it does, in one line. */
  public String summary() {
    return summary;
  }

  /** Returns JMH's name of the benchmark method. */
  public String benchmark() {
    return method;
  }

  /** Returns its parameters, in the order of their importance. */
  public List<PatternParam> params() {
    return params;
  }

  /**
   * Returns the parameter that is called so.
   *
   * @return null if there is none
   */
  public @Nullable PatternParam param(String name) {
    return params.stream().filter(param -> param.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * Returns the cells of a preset, without their models: values by name of parameter, the others
   * have their defaults. Those that tell most are first.
   */
  public List<SortedMap<String, Value>> cells(Sizing sizing) {
    List<SortedMap<String, Value>> own = cells.getOrDefault(sizing, List.of());
    return switch (sizing) {
      case SMOKE, TELLING -> own;
      case REALISTIC -> own.isEmpty() ? cells(Sizing.TELLING) : own;
      case COMMON ->
          Stream.of(cells(Sizing.TELLING), cells(Sizing.REALISTIC), own)
              .flatMap(List::stream)
              .distinct()
              .toList();
    };
  }

  /**
   * Returns the mechanisms with which a model can do something, the idiomatic one first: it is
   * measured unless another is asked for.
   *
   * @param given values by name of parameter
   */
  public List<String> mechanisms(Model model, Map<String, Value> given) {
    return suiting(model, made(model, given)).stream().map(Mechanism::id).toList();
  }

  /**
   * Returns the word for a mechanism, with what it stands on behind it where its name does not say
   * that.
   *
   * @param id of one of {@link #mechanisms}
   */
  public String described(String id) {
    for (Mechanism each : mechanisms) {
      if (each.id().equals(id) && !each.facility().isEmpty()) {
        return id + " (" + each.facility() + ")";
      }
    }
    return id;
  }

  /**
   * Returns a cell in full: what is given, defaults for the rest, and nothing without effect.
   *
   * @param given values by name of parameter; names that are none of this pattern's are kept
   * @param cpus of a fork, 1 and up
   * @throws IllegalArgumentException if values contradict each other, or the model has no such
   *     mechanism
   */
  public Cell cell(Model model, Map<String, Value> given, int cpus) {
    PatternBenchmark made = made(model, given);
    made.settle(cpus);
    Set<String> idle = made.idle();
    SortedMap<String, Value> shared = new TreeMap<>(given);
    SortedMap<String, Value> own = new TreeMap<>();
    for (PatternParam param : params) {
      shared.remove(param.name());
      if (!idle.contains(param.name())) {
        (param.own() ? own : shared).put(param.name(), param.get(made));
      }
    }
    if (model == Model.ASYNCIO) {
      own = new TreeMap<>(Map.of(PatternBenchmark.MECHANISM, ofAsyncio(made, given)));
    }
    return new Cell(shared, own, made.absence());
  }

  /**
   * Returns why no JDK can do this, as it stands in tables; null if one can.
   *
   * @param given values by name of parameter, whether or not the others go with them
   */
  public @Nullable String absence(Model model, Map<String, Value> given) {
    return made(model, given).absence();
  }

  /**
   * Returns why a JDK cannot do a cell, as it stands in tables; null if it can.
   *
   * @param jdkFeature a feature release, for example 17
   * @param given values by name of parameter, whether or not the others go with them
   */
  public @Nullable String absenceOn(int jdkFeature, Model model, Map<String, Value> given) {
    PatternBenchmark made = made(model, given);
    String never = made.absence();
    if (never != null) {
      return never;
    }
    return model.availableOn(jdkFeature) ? mechanism(made).absenceOn(jdkFeature) : model.absence();
  }

  /**
   * Returns how many platform threads a cell takes at most.
   *
   * @param cell all of its parameters, as {@link #cell} returned them
   */
  public int threads(Model model, Map<String, Value> cell) {
    PatternBenchmark made = made(model, cell);
    made.settle(1); // the size of a pool is among them
    return model == Model.ASYNCIO ? 1 : made.threads();
  }

  /**
   * Returns how long an op of a cell takes, roughly, in microseconds.
   *
   * @param cell all of its parameters, as {@link #cell} returned them
   */
  public double opMicros(Model model, Map<String, Value> cell) {
    PatternBenchmark made = made(model, cell);
    made.settle(1); // the size of a pool is among them
    return made.opMicros();
  }

  /**
   * Returns what of a cell's pool or connections makes its leaves wait for one another, in words;
   * empty if nothing does.
   *
   * @param cell all of its parameters, as {@link #cell} returned them
   */
  public String waves(Model model, Map<String, Value> cell) {
    PatternBenchmark made = made(model, cell);
    made.settle(1);
    return made.waves();
  }

  /**
   * Tells whether the op of a cell is a request of an open loop, many of which are under way at
   * once. In Python none is.
   *
   * @param cell all of its parameters, as {@link #cell} returned them
   */
  public boolean isRequest(Model model, Map<String, Value> cell) {
    PatternBenchmark made = made(model, cell);
    made.settle(1);
    return model != Model.ASYNCIO && made.isRequest();
  }

  /** Returns the parameters that tell a settled benchmark from others, {@code name=value} each. */
  String told(PatternBenchmark settled) {
    Set<String> idle = settled.idle();
    return params.stream()
        .filter(param -> param.shown() || param.name().equals(PatternBenchmark.MECHANISM))
        .filter(param -> !idle.contains(param.name()))
        .map(param -> param.name() + "=" + param.get(settled))
        .collect(joining(" "));
  }

  /**
   * Returns the value that a parameter has if none is given, whether or not it has an effect then.
   *
   * @param cpus of a fork, 1 and up
   */
  public Value byDefault(PatternParam param, int cpus) {
    PatternBenchmark made = made(Model.PLATFORM, Map.of());
    made.settle(cpus);
    return param.get(made);
  }

  /**
   * Returns the parameters of a cell as JMH takes them.
   *
   * @param cell all of them, as {@link #cell} returned them; names that are none of this pattern's
   *     are left out
   */
  public Map<String, String> jmhParams(Model model, Map<String, Value> cell) {
    Map<String, String> jmh = new LinkedHashMap<>();
    jmh.put("model", model.name());
    for (PatternParam param : params) {
      Value value = cell.get(param.name());
      if (value != null) {
        jmh.put(param.name(), param.jmh(value));
      }
    }
    return jmh;
  }

  /** Returns the mechanism that a benchmark asks for. */
  Mechanism mechanism(PatternBenchmark asking) {
    return mechanism(asking.model, asking, asking.mechanism);
  }

  private Value ofAsyncio(PatternBenchmark loop, Map<String, Value> given) {
    Value asked = given.getOrDefault(PatternBenchmark.MECHANISM, IDIOMATIC);
    return Value.of(mechanism(Model.ASYNCIO, loop, asked.toString()).id());
  }

  private Mechanism mechanism(Model model, PatternBenchmark made, String asked) {
    List<Mechanism> suiting = suiting(model, made);
    for (Mechanism each : suiting) {
      if (asked.equals(Mechanism.IDIOMATIC) || asked.equals(each.id())) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "model "
            + model.id()
            + " has no mechanism '"
            + asked
            + "' for this cell; choose from "
            + suiting.stream().map(Mechanism::id).collect(joining(", ")));
  }

  private List<Mechanism> suiting(Model model, PatternBenchmark made) {
    return mechanismsOf(model).stream().filter(each -> each.suits(made)).toList();
  }

  private List<Mechanism> mechanismsOf(Model model) {
    return mechanisms.stream().filter(each -> each.models().contains(model)).toList();
  }

  /**
   * Returns a benchmark whose parameters are as given, and the others open. That of asyncio is the
   * loop's, as it is done there unless something else is asked for.
   */
  PatternBenchmark made(Model model, Map<String, Value> given) {
    if (model == Model.ASYNCIO) {
      Map<String, Value> byLoop = new HashMap<>(given);
      byLoop.remove(PatternBenchmark.MECHANISM);
      return made(Model.LOOP, byLoop);
    }
    PatternBenchmark made = benchmark.get();
    made.model = model;
    params.forEach(param -> param.set(made, given.get(param.name())));
    return made;
  }

  /**
   * Returns the values of a line of cells.
   *
   * @param line {@code name=value,...} with spaces between
   * @throws IllegalArgumentException if a parameter or a value is unknown
   */
  public SortedMap<String, List<Value>> values(String line) {
    SortedMap<String, List<Value>> values = new TreeMap<>();
    for (String word : line.split(" ")) {
      String[] nameAndValues = word.split("=", 2);
      PatternParam param = param(nameAndValues[0]);
      if (param == null || nameAndValues.length < 2) {
        throw new IllegalArgumentException(
            "pattern " + id + " wants cells as name=value,..., got '" + word + "'");
      }
      List<Value> ofParam = Stream.of(nameAndValues[1].split(",")).map(Value::of).toList();
      ofParam.forEach(param::check);
      values.put(param.name(), ofParam);
    }
    return values;
  }

  private static Method benchmarkMethod(Class<?> type) {
    List<Method> methods =
        Stream.of(type.getMethods())
            .filter(each -> each.isAnnotationPresent(Benchmark.class))
            .toList();
    if (methods.size() != 1) {
      throw new IllegalArgumentException(
          type.getName() + " wants one @Benchmark method, got " + methods.size());
    }
    return methods.get(0);
  }
}
