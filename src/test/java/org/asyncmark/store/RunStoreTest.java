package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannerTest;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Terms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);

  @TempDir private Path results;
  private RunStore store;

  @BeforeEach
  void create() {
    Plan plan = PlannerTest.plan(Preset.SMOKE, 1, Map.of("leaf", List.of("cpu")), JDK);
    store = RunStore.create(results, plan, RunEnvironment.ofThisMachine(JDK, List.of("a finding")));
  }

  @Test
  void thePlanReadsBackAsItWasWritten() {
    assertThat(RunStore.open(store.folder()).plan()).isEqualTo(store.plan());
  }

  @Test
  void anArmKeepsItsForksWhenTheManifestIsSortedAnew() throws IOException {
    finish(firstArm(), 42);
    editArms(arms -> arms.add(arms.remove(0)));
    RunRecord record = new RunReader(RunStore.open(store.folder())).read();
    assertThat(record.forks(firstArm()).forks()).hasSize(1);
    assertThat(record.arms().get(0).forks()).isEmpty();
  }

  @Test
  void twoArmsCannotHaveOneFolder() throws IOException {
    String folder = store.name(firstArm());
    editArms(arms -> ((ObjectNode) arms.get(1)).put("folder", folder));
    assertThatThrownBy(() -> RunStore.open(store.folder()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            store.folder().resolve(RunStore.MANIFEST)
                + " is damaged: wanted a folder for each arm, got "
                + folder
                + " twice; restore it or measure again");
  }

  @Test
  void aNullInAListAndAMissingListAreToldWithTheirPlace() throws IOException {
    Path manifest = store.folder().resolve(RunStore.MANIFEST);
    JsonNode valid = RunJson.MAPPER.readTree(manifest.toFile());
    JsonNode nullInside = valid.deepCopy();
    ((ObjectNode) nullInside.get("placements").get(0)).putArray("fork").addNull();
    JsonNode missing = valid.deepCopy();
    ((ObjectNode) missing.get("placements").get(0)).remove("fork");
    for (JsonNode damaged : List.of(nullInside, missing)) {
      RunJson.write(manifest, damaged);
      assertThatThrownBy(() -> RunStore.open(store.folder()))
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(
              manifest
                  + " is damaged: wanted every list and map of placements[0], found one missing or"
                  + " with null in it; restore it or measure again");
    }
  }

  private void editArms(Consumer<ArrayNode> edit) throws IOException {
    Path manifest = store.folder().resolve(RunStore.MANIFEST);
    JsonNode plan = RunJson.MAPPER.readTree(manifest.toFile());
    edit.accept((ArrayNode) plan.get("arms"));
    RunJson.write(manifest, plan);
  }

  @Test
  void theMachineReadsBackAsItWasWritten() {
    assertThat(new RunReader(RunStore.open(store.folder())).environment())
        .isEqualTo(new RunReader(store).environment());
  }

  @Test
  void aRunThatDeclaredNothingIsOfTheFirstMethod() {
    assertThat(store.methodVersion()).isEqualTo(1);
  }

  @Test
  void aRunIsOfTheMethodThatItDeclared() {
    Plan plan = store.plan();
    Plan other = plan.part("other", plan.fork(), plan.arms()).declaring(0.03);
    RunEnvironment environment = RunEnvironment.ofThisMachine(JDK, List.of());
    assertThat(RunStore.create(results, other, environment).methodVersion())
        .isEqualTo(Terms.METHOD_VERSION);
  }

  @Test
  void aFinishedForkIsInTheRecordOfTheRun() throws IOException {
    Arm arm = firstArm();
    finish(arm, 42);
    RunRecord record = new RunReader(RunStore.open(store.folder())).read();
    assertThat(record.arms().get(0).forks()).hasSize(1);
    assertThat(record.arms().get(0).pooled("service").samples()).isEqualTo(42);
    assertThat(record.jdkBuilds()).containsEntry("25", "25.0.1+8 Maker");
    assertThat(WrittenForks.has(store, 1, arm)).isTrue();
  }

  @Test
  void whoWantsOneKindOfLatencyGetsThatOfEachForkAlone() throws IOException {
    finish(firstArm(), 42);
    RunRecord record =
        new RunReader(store)
            .read(
                "service"::equals,
                damage -> {
                  throw damage;
                });
    assertThat(record.arms().get(0).forks().get(0).latencies()).containsOnlyKeys("service");
    assertThat(record.arms().get(0).pooled("service").samples()).isZero();
  }

  @Test
  void anUnfinishedForkIsInNoRecordAndCanBeDropped() throws IOException {
    Path unfinished = store.begin();
    Files.writeString(unfinished.resolve(RunStore.STDOUT), "# Fork: 1 of 1");
    assertThat(new RunReader(store).read().arms().get(0).forks()).isEmpty();
    store.dropUnfinished();
    assertThat(unfinished).doesNotExist();
  }

  @Test
  void aFailedForkIsKeptWithItsReasonAndIsNoNumber() throws IOException {
    FailedFork failure = new FailedFork(firstArm(), 1, false, "java.io.IOException: no");
    WrittenForks.fail(store, failure);
    assertThat(new RunReader(store).failures()).containsExactly(failure);
    assertThat(new RunReader(store).read().arms().get(0).forks()).isEmpty();
    assertThat(new RunReader(store).read().arms().get(0).failed()).isOne();
    assertThat(new RunReader(store).read().arms().get(0).hung()).isZero();
    assertThat(WrittenForks.has(store, 1, firstArm())).isTrue();
  }

  @Test
  void aHungForkIsRecordedAsHungAndNotMeasuredAgain() throws IOException {
    WrittenForks.fail(store, new FailedFork(firstArm(), 1, true, "hung: no result after 1 s"));
    assertThat(new RunReader(store).read().arms().get(0).hung()).isOne();
    assertThat(new RunReader(store).read().arms().get(0).failed()).isZero();
    assertThat(WrittenForks.has(store, 1, firstArm())).isTrue();
  }

  @Test
  void aShortenedLogIsAnErrorThatNamesTheFile() throws IOException {
    finish(firstArm(), 42);
    Path log = store.forkFolder(1, firstArm(), "").resolve(RunStore.LATENCY_LOG);
    List<String> lines = Files.readAllLines(log);
    Files.write(log, lines.subList(0, lines.size() - 1));
    assertThatThrownBy(() -> new RunReader(store).read())
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            log
                + " is damaged: wanted 42 samples of service by its counters.json, found 0; delete the fork's folder to do"
                + " without it");
  }

  @Test
  void aDamagedManifestIsAnErrorThatNamesTheFile() throws IOException {
    Path manifest = store.folder().resolve(RunStore.MANIFEST);
    Files.writeString(manifest, "{");
    assertThatThrownBy(() -> RunStore.open(store.folder()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith(manifest + " is damaged: ");
  }

  @Test
  void aFolderWithoutARunIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> RunStore.open(results))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a run, found no manifest.json in "
                + results
                + "; give the folder of a run, which is one of those under results");
  }

  @Test
  void aRunNeverOverwritesAnother() {
    assertThatThrownBy(
            () ->
                RunStore.create(
                    results, store.plan(), RunEnvironment.ofThisMachine(JDK, List.of())))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a new folder "
                + store.folder()
                + ", it is there already; wait a second and start again");
  }

  @Test
  void aResultsFolderThatIsAFileIsAnErrorThatSaysWhatToDo() throws IOException {
    Path file = Files.writeString(results.resolve("file"), "x");
    assertThatThrownBy(
            () -> RunStore.create(file, store.plan(), RunEnvironment.ofThisMachine(JDK, List.of())))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("cannot write " + file)
        .hasMessageEndingWith(
            "; free the disk or choose another folder with --results. Finished forks are kept");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // has a device that is always full
  void onAFullDiskNoFailureIsHalfRecorded() throws IOException {
    Arm arm = firstArm();
    Path unfinished = WrittenForks.begin(store, arm);
    Block block = new Block(1, arm.pattern(), 1, List.of(arm), null);
    Map<String, FailedFork> failures = Map.of(store.name(arm), new FailedFork(arm, 1, false, "no"));
    Files.createSymbolicLink(unfinished.resolve(".failure.json.tmp"), Path.of("/dev/full"));
    assertThatThrownBy(
            () -> new FinishedBlocks(store).finish(unfinished.getParent(), block, failures, true))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "cannot write "
                + unfinished.resolve("failure.json")
                + ": No space left on device; free the disk or choose another folder with --results."
                + " Finished forks are kept");
    assertThat(WrittenForks.has(store, 1, firstArm())).isFalse();
  }

  @Test
  void aForkThatFailsOnAFullDiskIsTheDisksFault() {
    assertThatThrownBy(() -> RunStore.requireRoom(results, 4096))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "cannot write "
                + results
                + ": the disk is full, 4096 bytes are free; free the disk or choose another folder"
                + " with --results. Finished forks are kept");
    assertThatCode(() -> RunStore.requireRoom(results, 1 << 20)).doesNotThrowAnyException();
  }

  @Test
  void theLogKeepsItsLinesInOrder() throws IOException {
    store.log("one");
    store.log("two");
    assertThat(Files.readAllLines(store.folder().resolve(RunStore.LOG)))
        .satisfiesExactly(
            line -> assertThat(line).matches("[-0-9]+T[:0-9]+Z one"),
            line -> assertThat(line).matches("[-0-9]+T[:0-9]+Z two"));
  }

  @Test
  void aForkIsNamedByItsPlaceInTheManifestAndItsPatternAndModel() {
    assertThat(store.name(firstArm())).isEqualTo("001_gather_" + firstArm().model());
  }

  private Arm firstArm() {
    return store.plan().arms().get(0).arm();
  }

  private void finish(Arm arm, int samples) throws IOException {
    Path unfinished = WrittenForks.begin(store, arm);
    Histogram histogram = new Histogram(1, 3_600_000_000_000L, 3);
    histogram.recordValueWithCount(1_000, samples);
    LatencyLog.write(
        unfinished.resolve(RunStore.LATENCY_LOG),
        List.of(
            new LatencyLog.Interval("leaf", 0, 100, histogram),
            new LatencyLog.Interval("service", 0, 100, histogram)));
    Counters counters =
        new Counters(
            "2026-11-21T00:00:00Z",
            1,
            null,
            null,
            null,
            null,
            null,
            Map.of("service", (long) samples, "leaf", (long) samples),
            Map.of(),
            Map.of(),
            null,
            null);
    Files.write(unfinished.resolve(RunStore.COUNTERS), RunJson.MAPPER.writeValueAsBytes(counters));
    WrittenForks.finish(store, unfinished, 1, arm);
  }
}
