package org.asyncmark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Arms;
import org.asyncmark.analyse.LeastPrecise;
import org.asyncmark.analyse.Turns;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Cpus;
import org.asyncmark.pattern.Patterns;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Exclusion;
import org.asyncmark.plan.Placebo;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.Preset;
import org.asyncmark.plan.Room;
import org.asyncmark.plan.Wanted;
import org.asyncmark.store.Counters;
import org.asyncmark.store.FailedFork;
import org.asyncmark.store.FinishedBlocks;
import org.asyncmark.store.LookLog;
import org.asyncmark.store.RepeatedBlocks;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoundsTest {
  private static final Jdk JDK =
      new Jdk("25", Path.of("jdk"), Path.of("jdk/bin/java"), 25, "25.0.1+8", "Maker", Jdk.HOT_SPOT);
  private static final FakeBlocks.Kind QUIET = (round, arm, before) -> 0;

  /** The host takes time from one fork of round 3 when it is measured first. */
  private static final FakeBlocks.Kind DISTURBED_ONCE =
      (round, arm, before) -> round == 3 && arm.model().equals("loop") && before == 0 ? 7.25 : 1;

  @TempDir private Path results;
  private final Told told = new Told();

  @Test
  void everyArmIsMeasuredOnceInEveryRound() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    FakeBlocks forks = measure(store, QUIET, 0);
    assertThat(forks.measured()).hasSize(20).doesNotHaveDuplicates();
    assertThat(store.endedForks()).isEqualTo(store.plan().forks());
    assertThat(store.folder().resolve(RunStore.LOG)).doesNotExist();
  }

  @Test
  void theOrderIsThatOfTheSeed() throws Exception {
    Plan plan = plan(10).declaring(0.03);
    List<String> first = measure(store("a", plan), QUIET, 0).measured();
    assertThat(measure(store("b", plan), QUIET, 0).measured()).isEqualTo(first);
  }

  @Test
  void aRunThatIsKilledAtAnyForkEndsLikeOneThatWasNot() throws Exception {
    Plan plan = plan(10).declaring(0.03);
    RunStore whole = store("whole", plan);
    measure(whole, DISTURBED_ONCE, 0);
    Map<String, String> wanted = files(whole);
    assertThat(wanted).hasSize(22 * 3 + 11 + 1); // two forks twice, blocks, and the reason
    for (int killedAt = 1; killedAt <= 22; killedAt++) {
      RunStore killed = store("killed-at-" + killedAt, plan);
      int at = killedAt;
      assertThatThrownBy(() -> measure(killed, DISTURBED_ONCE, at))
          .isInstanceOf(FakeBlocks.Killed.class);
      measure(RunStore.open(killed.folder()), DISTURBED_ONCE, 0);
      assertThat(files(killed)).as("killed at fork %d", killedAt).isEqualTo(wanted);
    }
  }

  @Test
  void aBlockThatWasDisturbedIsMeasuredAgainAsAWhole() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    FakeBlocks forks = measure(store, DISTURBED_ONCE, 0);
    assertThat(forks.measured()).filteredOn(fork -> fork.startsWith("3 ")).hasSize(4);
    assertThat(forks.measured()).hasSize(22);
    assertThat(told.repeated).containsExactly(2);
    assertThat(told.noted)
        .containsExactly(
            "round 3, gather, block 1: steal 7.3 % during 002_gather_loop on JDK 25; the block is measured again");
    assertThat(Files.readAllLines(store.folder().resolve(RunStore.LOG)))
        .singleElement()
        .asString()
        .endsWith(told.noted.get(0));
  }

  @Test
  void whatWasDisturbedIsKeptAndNotCounted() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    measure(store, DISTURBED_ONCE, 0);
    Path aside = store.folder().resolve("rounds/0003.repeated");
    assertThat(aside.resolve("gather.1.json")).content().contains("steal 7.3 %");
    try (Stream<Path> forks = Files.list(aside).filter(Files::isDirectory)) {
      assertThat(forks.map(fork -> fork.resolve(RunStore.LATENCY_LOG)))
          .hasSize(2)
          .allMatch(Files::exists);
    }
    assertThat(new RunReader(store).read().arms()).allMatch(arm -> arm.forks().size() == 10);
    assertThat(store.counters(3, arm(store)).orElseThrow().wallMillis()).isEqualTo(1_001);
  }

  @Test
  void atMostAFifthOfTheBlocksIsMeasuredAgain() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    FakeBlocks forks = measure(store, (round, arm, before) -> before == 0 ? 5 : 0, 0);
    assertThat(forks.measured()).hasSize(20 + 2 * 2);
    assertThat(new RepeatedBlocks(store).count()).isEqualTo(2);
    assertThat(told.noted)
        .hasSize(10)
        .last()
        .asString()
        .startsWith("round 10, gather, block 1: steal 5.0 % during ")
        .endsWith("; the block is kept, as at most 2 of 10 blocks are measured again");
  }

  @Test
  void aBlockIsMeasuredAgainOnceAndThenKept() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    FakeBlocks forks = measure(store, (round, arm, before) -> round == 4 ? 5 : 0, 0);
    assertThat(forks.measured()).hasSize(22);
    assertThat(told.noted)
        .hasSize(2)
        .last()
        .asString()
        .endsWith("; the block is kept, as it was measured again already");
  }

  @Test
  void aRunThatIsResumedTwiceIsNotDisturbedTwice() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    measure(store, DISTURBED_ONCE, 0);
    assertThat(measure(RunStore.open(store.folder()), DISTURBED_ONCE, 0).measured()).isEmpty();
    assertThat(told.repeated).hasSize(1);
  }

  @Test
  void forksThatWereMovedInPartAreMovedInFull() throws Exception {
    RunStore store = store("a", plan(10).declaring(0.03));
    measure(store, QUIET, 0);
    Block block = store.plan().blocks(2).get(0);
    RepeatedBlocks repeated = new RepeatedBlocks(store);
    repeated.setAside(block, "steal 9 %");
    Arm first = block.arms().get(0);
    Path aside = store.folder().resolve("rounds/0002.repeated").resolve(store.name(first));
    Files.move(aside, store.forkFolder(2, first, "")); // as if killed before this one was moved
    repeated.settle(block);
    assertThat(aside).isDirectory();
    assertThat(store.forkFolder(2, first, "")).doesNotExist();
    assertThat(new FinishedBlocks(store).has(block)).isFalse();
  }

  @Test
  void whereTheForksOfAPatternDoNotFitTheFirstArmIsTheReferenceOfEachBlock() throws Exception {
    Plan plan = plan(6, Model.PLATFORM, Model.VIRTUAL, Model.LOOP);
    long bytesOfTwo = 2 * ((1L << 30) + (300L << 20));
    RunStore store = store("a", plan.inBlocks(new Room(bytesOfTwo, 1_000)).declaring(0.03));
    assertThat(store.plan().blocks(1))
        .extracting(Block::name)
        .containsExactly("gather.1", "gather.2");
    FakeBlocks forks = measure(store, QUIET, 0);
    assertThat(forks.measured()).hasSize(6 * 4);
    assertThat(store.folder().resolve("rounds/0001/001_gather_platform.2")).isDirectory();
    for (ArmForks arm : new RunReader(store).read().arms()) {
      assertThat(arm.forks()).hasSize(6);
      assertThat(arm.forks())
          .allSatisfy(
              fork ->
                  assertThat(fork.turns().reference().scores().get(Turns.p50("service")))
                      .hasSize(1));
    }
  }

  @Test
  void aBlockWhoseForksWereNotAllNamedIsMeasuredAgainAsAWhole() throws Exception {
    RunStore store = store("a", plan(2).declaring(0.03));
    measure(store, QUIET, 0);
    Block block = store.plan().blocks(2).get(0);
    Files.delete(store.folder().resolve("rounds/0002/gather.1.json")); // as if killed before it
    assertThat(store.endedForks()).isEqualTo(2);
    FakeBlocks again = measure(RunStore.open(store.folder()), QUIET, 0);
    assertThat(again.measured()).hasSize(2).allMatch(fork -> fork.startsWith("2 "));
    assertThat(new FinishedBlocks(store).has(block)).isTrue();
  }

  @Test
  void aClockThatJumpsIsADisturbance() {
    assertThat(Exclusion.RULE.disturbance(null, -101L))
        .contains("the wall clock jumped by -101 ms");
  }

  @Test
  void whatIsNotKnownIsNoDisturbance() {
    assertThat(Exclusion.RULE.disturbance(null, null)).isEmpty();
  }

  @Test
  void aRunEndsAtTheFirstLookAtWhichEnoughIsKnown() throws Exception {
    RunStore store = store("a", plan(20).declaring(0.03, 0.03, null));
    FakeBlocks forks = measureUntil(store, round -> round >= 15 ? 0.029 : 0.031, 0);
    assertThat(forks.measured()).hasSize(30);
    assertThat(told.noted)
        .containsExactly(
            "look 1 of 3, after round 10: the widest interval is ±3.1 % (loop vs platform), wanted"
                + " ±3.0 %; it goes on",
            "look 2 of 3, after round 15: the widest interval is ±2.9 % (loop vs platform), wanted"
                + " ±3.0 %; the run ends");
    assertThat(new RunReader(store).read().rounds()).isEqualTo(15);
    assertThat(new RunReader(store).read().criteria().looks()).isEqualTo(3);
  }

  @Test
  void aRunThatEndedAtALookStaysEnded() throws Exception {
    RunStore store = store("a", plan(20).declaring(0.03, 0.03, null));
    measureUntil(store, round -> 0.01, 0);
    FakeBlocks again = measureUntil(RunStore.open(store.folder()), round -> 1, 0);
    assertThat(again.measured()).isEmpty();
    assertThat(new LookLog(store).looks()).hasSize(1);
  }

  @Test
  void aRunThatWasKilledGoesOnWithTheSameLooks() throws Exception {
    RunStore store = store("a", plan(20).declaring(0.03, 0.03, null));
    assertThatThrownBy(() -> measureUntil(store, round -> 1, 25))
        .isInstanceOf(FakeBlocks.Killed.class);
    measureUntil(RunStore.open(store.folder()), round -> 1, 0);
    assertThat(new LookLog(store).looks())
        .extracting(look -> look.round() + " " + look.ended())
        .containsExactly("10 false", "15 false", "20 false");
  }

  private FakeBlocks measureUntil(RunStore store, Width width, int killedAt) throws Exception {
    FakeBlocks forks = new FakeBlocks(store, QUIET, killedAt);
    new Rounds(
            store,
            told,
            run ->
                new LeastPrecise("loop vs platform", width.after(run.arms().get(0).forks().size())))
        .measure(forks);
    return forks;
  }

  private interface Width {
    double after(int rounds);
  }

  private FakeBlocks measure(RunStore store, FakeBlocks.Kind kind, int killedAt) throws Exception {
    FakeBlocks forks = new FakeBlocks(store, kind, killedAt);
    new Rounds(
            store,
            told,
            run -> {
              throw new AssertionError("this run is not looked at");
            })
        .measure(forks);
    return forks;
  }

  /** Returns the files of all forks with what they hold. */
  private static Map<String, String> files(RunStore store) throws IOException {
    Path rounds = store.folder().resolve("rounds");
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(rounds)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(rounds.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private static Arm arm(RunStore store) {
    return store.plan().arms().get(0).arm();
  }

  @Test
  void aRunThatGoesPatternAfterPatternTellsOfEachOnce() throws Exception {
    RunStore store = store("a", twoPatterns().declaring(0.03));
    assertThatThrownBy(() -> measure(store, QUIET, 6 * 2 + 3))
        .isInstanceOf(FakeBlocks.Killed.class);
    assertThat(told.done).containsExactly("gather");
    FakeBlocks forks = measure(RunStore.open(store.folder()), QUIET, 0);
    assertThat(told.done).containsExactly("gather", "queue");
    assertThat(forks.measured()).hasSize(6 * 2 - 2).noneMatch(fork -> fork.startsWith("1 "));
    assertThat(measure(RunStore.open(store.folder()), QUIET, 0).measured()).isEmpty();
    assertThat(told.done).hasSize(2);
  }

  private static Plan twoPatterns() {
    return new Wanted(
            List.of(Patterns.of("gather"), Patterns.of("queue")),
            List.of(Model.PLATFORM, Model.LOOP),
            List.of(JDK),
            Preset.QUICK,
            6,
            Arms.choices(Map.of()),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }

  private RunStore store(String folder, Plan plan) {
    return RunStore.create(
        results.resolve(folder), plan, RunEnvironment.ofThisMachine(JDK, List.of()));
  }

  /** One cell in two models. */
  private static Plan plan(int rounds) {
    return plan(rounds, Model.PLATFORM, Model.LOOP);
  }

  private static Plan plan(int rounds, Model... models) {
    return new Wanted(
            List.of(Patterns.of("gather")),
            List.of(models),
            List.of(JDK),
            Preset.STANDARD,
            rounds,
            Arms.choices(
                Map.of(
                    "leaf",
                    List.of("cpu"),
                    "variant",
                    List.of("fail-fast"),
                    "fanOut",
                    List.of("10"))),
            List.of(Cpus.ALL),
            Placebo.NONE)
        .plan(new Wanted.Heading("id", "now", new Source("", false, ""), 1, List.of()));
  }

  private static final class Told implements RunListener {
    @Override
    public void begins(Block block) {}

    private final List<Integer> repeated = new ArrayList<>();
    private final List<String> noted = new ArrayList<>();
    private final List<String> done = new ArrayList<>();

    @Override
    public void patternDone(String pattern) {
      done.add(pattern);
    }

    @Override
    public void finished(int round, Arm arm, Counters counters, double p50Nanos) {}

    @Override
    public void failed(FailedFork failure) {}

    @Override
    public void repeats(int forks) {
      repeated.add(forks);
    }

    @Override
    public void noted(String event) {
      noted.add(event);
    }

    @Override
    public void interrupted() {}

    @Override
    public void leftBehind(IOException why) {}
  }
}
