package org.asyncmark.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.analyse.Value;
import org.asyncmark.backend.BackendLease;
import org.asyncmark.model.Model;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The ops of all patterns that are requests, as an open loop begins them: many at once, of each
 * model with each of its mechanisms, on what was opened once.
 */
@Timeout(20)
class OpenOpsTest {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int REQUESTS = 30;

  /** Small cells of each pattern, which differ in what requests share and in how they end. */
  private static final Map<String, List<String>> CELLS = new LinkedHashMap<>();

  static {
    CELLS.put("gather", List.of("leaf=timer fanOut=5", "leaf=http fanOut=5"));
    CELLS.put(
        "fanout",
        List.of("leaf=http fanOut=5 limit=3", "leaf=timer fanOut=5 limit=3 permit=before"));
    CELLS.put(
        "lock",
        List.of(
            "hold=none contenders=4 acquisitions=20",
            "hold=timer contenders=4 locks=2 acquisitions=2"));
    CELLS.put(
        "wait",
        List.of(
            "leaf=http until=first fanOut=3",
            "leaf=timer until=first fanOut=3 losers=leave",
            "leaf=timer until=first-success fanOut=3",
            "leaf=timer until=first-failure fanOut=3",
            "leaf=timer until=all fanOut=3",
            "leaf=timer until=as-completed fanOut=3",
            "leaf=http until=first-success fanOut=2 hedgeMicros=500"));
    CELLS.put(
        "timeout",
        List.of(
            "leaf=timer fanOut=5 deadlineMicros=5000000",
            "leaf=http fanOut=5 deadlineMicros=5000000"));
    CELLS.put(
        "taskgroup",
        List.of(
            "shape=flat work=io leaves=5",
            "shape=flat work=none leaves=5",
            "shape=tree work=cpu-io leaves=36 cpuTokens=10"));
    CELLS.put(
        "pool",
        List.of(
            "leaf=http tasks=5 slots=3", "leaf=timer tasks=5 slots=3 order=lifo brokenPercent=10"));
    CELLS.put(
        "retry",
        List.of(
            "leaf=timer tasks=5 limit=3 failingPercent=50",
            "leaf=http tasks=5 limit=3 permit=held"));
    CELLS.put("breaker", List.of("callers=2 calls=20"));
    CELLS.put(
        "pipeline",
        List.of(
            "leaf=timer producers=2 workers=4 capacity=4 items=20",
            "leaf=timer producers=2 workers=4 capacity=4 items=20 shutdown=close",
            "leaf=http producers=2 workers=4 capacity=4 items=20 shutdown=cancel"));
    CELLS.put("session", List.of("keep=kept requests=5", "keep=per-request requests=5"));
  }

  @RegisterExtension static final RunningBackend BACKEND = new RunningBackend();

  record Cell(Pattern pattern, Model model, Map<String, Value> params) {
    PatternBenchmark benchmark() {
      return pattern.made(model, params);
    }

    @Override
    public String toString() {
      return pattern.id() + " " + model.id() + " " + params;
    }
  }

  static Stream<Cell> cells() {
    int feature = Runtime.version().feature();
    return CELLS.entrySet().stream()
        .flatMap(
            entry -> {
              Pattern pattern = Patterns.of(entry.getKey());
              return entry.getValue().stream()
                  .map(Cells::given)
                  .flatMap(
                      given ->
                          Model.available().stream()
                              .flatMap(model -> mechanisms(pattern, model, given)))
                  .filter(cell -> pattern.absenceOn(feature, cell.model(), cell.params()) == null)
                  .map(OpenOpsTest::inFull)
                  .filter(cell -> pattern.isRequest(cell.model(), cell.params()));
            });
  }

  private static Stream<Cell> mechanisms(Pattern pattern, Model model, Map<String, Value> given) {
    return pattern.mechanisms(model, given).stream()
        .map(
            id -> {
              Map<String, Value> with = new TreeMap<>(given);
              with.put(PatternBenchmark.MECHANISM, Value.of(id));
              return new Cell(pattern, model, with);
            });
  }

  private static Cell inFull(Cell cell) {
    Pattern.Cell full = cell.pattern().cell(cell.model(), cell.params(), 2);
    return new Cell(cell.pattern(), cell.model(), Cells.all(full));
  }

  /** What stays open for good once it was needed: the JDK's selectors of virtual threads. */
  @BeforeAll
  static void openWhatStays() throws Exception {
    System.setProperty(BackendLease.PORT_PROPERTY, Integer.toString(BACKEND.port()));
    for (Cell each : cells().filter(cell -> cell.params().containsKey("connections")).toList()) {
      if (each.pattern().id().equals("gather")) {
        run(each);
      }
    }
  }

  @AfterAll
  static void leaveTheBackend() {
    System.clearProperty(BackendLease.PORT_PROPERTY);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void manyAtOnceGiveWhatTheyMustAndLeaveNothing(Cell cell) throws Exception {
    Leftovers before = Leftovers.before();
    StartedRequests requests = run(cell);
    assertThat(requests.failure()).isNull();
    assertThat(requests.lost()).isZero();
    before.requireNone(GRACE);
  }

  @Test
  void everyPatternThatIsMeasuredInAnOpenLoopIsHere() {
    assertThat(CELLS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Patterns.ofRequests().stream().map(Pattern::id).toList());
    assertThat(cells().map(each -> each.pattern().id() + " " + each.model().id()))
        .containsAll(
            CELLS.keySet().stream()
                .flatMap(id -> Model.available().stream().map(model -> id + " " + model.id()))
                .toList());
  }

  @Test
  void aPatternThatIsNoRequestNamesThoseThatAre() {
    PatternBenchmark queue = Patterns.of("queue").made(Model.LOOP, Map.of());
    assertThatThrownBy(queue::openRequests)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pattern queue cannot be measured in an open loop; choose from gather, fanout, lock,"
                + " wait, timeout, taskgroup, pool, retry, breaker, pipeline, session");
  }

  @Test
  void parametersThatMakeNoRequestAreNamed() {
    PatternBenchmark collecting =
        Patterns.of("gather").made(Model.LOOP, Cells.given("variant=collect"));
    assertThatThrownBy(collecting::openRequests)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pattern gather cannot be measured in an open loop by model loop with leaf=http"
                + " variant=collect fanOut=100 mechanism=loop-gather; leave some of these at their"
                + " defaults");
  }

  @Test
  void whatNoJdkCanDoIsRefusedAsInAClosedLoop() {
    PatternBenchmark absent =
        Patterns.of("lock").made(Model.LOOP, Cells.given("hold=timer mechanism=confinement"));
    assertThatThrownBy(absent::openRequests)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("lock, model loop: n/a (confinement ends where a task waits)");
  }

  private static StartedRequests run(Cell cell) throws Exception {
    PatternBenchmark benchmark = cell.benchmark();
    Requests requests = benchmark.openRequests();
    try {
      StartedRequests started = StartedRequests.of(requests, REQUESTS);
      started.await();
      return started;
    } finally {
      benchmark.closeRequests(); // behind which all checks have been made
    }
  }
}
