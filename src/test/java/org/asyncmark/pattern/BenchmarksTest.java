package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Value;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.measure.HdrProfiler;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * All cells as a fork does them: each pattern of the suite, each model with each of its mechanisms,
 * the smallest cells, each word of each parameter. An op checks its own results, that each leaf
 * noted its times, and whatever else its pattern promises.
 */
@Timeout(20)
class BenchmarksTest {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Ample for starting as many timers as have to be at work at once, though nothing is warm. */
  private static final Value DELAY_MICROS = Value.of(5_000);

  private static final int OPS = 3;

  /** Recorders say so where nobody reads them. */
  static final HdrProfiler READER = new HdrProfiler();

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  record Cell(Pattern pattern, Model model, Map<String, Value> params) {
    PatternBenchmark benchmark() {
      return pattern.made(model, params);
    }

    boolean hasBackend() {
      return params.containsKey("connections");
    }

    @Override
    public String toString() {
      return pattern.id() + " " + model.id() + " " + params;
    }
  }

  static Stream<Cell> cells() {
    return Patterns.suite().stream()
        .flatMap(
            pattern ->
                Model.available().stream()
                    .flatMap(
                        model ->
                            variants(pattern)
                                .flatMap(given -> mechanisms(pattern, model, given))
                                .filter(given -> isHere(pattern, model, given))
                                .map(given -> pattern.cell(model, given, 2))
                                .filter(cell -> cell.absence() == null)
                                .map(cell -> new Cell(pattern, model, delayed(Cells.all(cell))))))
        .distinct();
  }

  private static boolean isHere(Pattern pattern, Model model, Map<String, Value> given) {
    return pattern.absenceOn(Runtime.version().feature(), model, given) == null;
  }

  static Stream<Cell> cellsWithABackend() {
    return cells().filter(Cell::hasBackend);
  }

  /** Returns the smallest cells, each with each word of each parameter, and with some work. */
  private static Stream<Map<String, Value>> variants(Pattern pattern) {
    return pattern.cells(Pattern.Sizing.SMOKE).stream()
        .<Map<String, Value>>map(given -> given)
        .flatMap(
            given ->
                Stream.concat(
                    Stream.of(given, with(given, "cpuTokens", Value.of(10))),
                    pattern.params().stream()
                        .filter(param -> !param.own() && param.samples().size() > 1)
                        .flatMap(
                            param ->
                                param.samples().stream()
                                    .map(value -> with(given, param.name(), value)))));
  }

  private static Stream<Map<String, Value>> mechanisms(
      Pattern pattern, Model model, Map<String, Value> given) {
    return pattern.mechanisms(model, given).stream()
        .map(id -> with(given, PatternBenchmark.MECHANISM, Value.of(id)));
  }

  /** Has timers wait for longer than they do by default. */
  private static Map<String, Value> delayed(Map<String, Value> params) {
    return params.containsKey("delayMicros") && !params.containsKey("connections")
        ? with(params, "delayMicros", DELAY_MICROS)
        : params;
  }

  private static Map<String, Value> with(Map<String, Value> given, String name, Value value) {
    Map<String, Value> changed = new TreeMap<>(given);
    changed.put(name, value);
    return changed;
  }

  /** What stays open for good once it was needed: the JDK's selectors of virtual threads. */
  @BeforeAll
  static void openWhatStays() throws Exception {
    System.setProperty(BackendLease.PORT_PROPERTY, Integer.toString(BACKEND.port()));
    for (Cell each : cellsWithABackend().toList()) {
      if (each.pattern() == Patterns.suite().get(0)) {
        run(each);
      }
    }
  }

  @BeforeEach
  void useTheBackend() {
    System.setProperty(BackendLease.PORT_PROPERTY, Integer.toString(BACKEND.port()));
  }

  @AfterAll
  static void leaveTheBackend() {
    System.clearProperty(BackendLease.PORT_PROPERTY);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void everyCellDoesItsOpAndLeavesNothing(Cell cell) throws Exception {
    Leftovers before = Leftovers.before();
    assertThatCode(() -> run(cell)).doesNotThrowAnyException();
    before.requireNone(GRACE);
  }

  @ParameterizedTest
  @MethodSource("cellsWithABackend")
  void aBackendThatIsNotThereIsAnErrorThatSaysSo(Cell cell) throws Exception {
    int free = freePort();
    System.setProperty(BackendLease.PORT_PROPERTY, Integer.toString(free));
    Leftovers before = Leftovers.before();
    assertThatThrownBy(cell.benchmark()::setUp)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(
            "wanted "
                + cell.params().get("connections")
                + " connections to the backend on port "
                + free
                + ": ");
    before.requireNone(GRACE);
  }

  private static void run(Cell cell) throws Exception {
    PatternBenchmark benchmark = cell.benchmark();
    Method op =
        Stream.of(benchmark.getClass().getMethods())
            .filter(each -> each.isAnnotationPresent(Benchmark.class))
            .findFirst()
            .orElseThrow();
    benchmark.setUp();
    try {
      for (int i = 0; i < OPS; i++) {
        op.invoke(benchmark);
      }
    } catch (InvocationTargetException e) {
      throw new AssertionError(cell + " failed", e.getCause());
    } finally {
      benchmark.tearDown();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
