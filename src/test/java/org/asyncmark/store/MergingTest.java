package org.asyncmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Contrast;
import org.asyncmark.analyse.ContrastRow;
import org.asyncmark.analyse.ContrastTable;
import org.asyncmark.analyse.Contrasts;
import org.asyncmark.analyse.Grouping;
import org.asyncmark.analyse.HistoryColumn;
import org.asyncmark.analyse.HistoryLine;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.claim.CitableRun;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Shard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MergingTest {
  private static final int SHARDS = 3;
  private static final List<String> WORDS = List.of("p50", "p99", "cpu");

  @TempDir private Path folder;
  private Path whole;
  private final List<Path> shards = new ArrayList<>();

  @BeforeEach
  void measure() throws IOException {
    whole = CitableRun.write(folder.resolve("whole"), 6, CitableRun.CLEAN);
    for (int number = 1; number <= SHARDS; number++) {
      shards.add(shard(number, whole, "machine" + number));
    }
  }

  private Path shard(int number, Path run, String machine) throws IOException {
    return WrittenShard.of(
        new Shard(number, SHARDS, Shard.Deal.ROUNDS), run, folder.resolve(machine));
  }

  private RunStore merged() {
    return new Merging(shards).into(folder.resolve("results"));
  }

  @Test
  void aMergedRunIsTheRunThatOneMachineWouldHaveMeasured() {
    RunStore run = RunStore.open(whole);
    RunStore merged = merged();
    RunRecord one = new RunReader(run).read();
    RunRecord all = new RunReader(merged).read();
    assertThat(merged.plan()).isEqualTo(run.plan());
    assertThat(new TextExports(merged, all).forks()).isEqualTo(new TextExports(run, one).forks());
    assertThat(Contrasts.within(all, Grouping.by("jdk"), WORDS, 0.03))
        .isEqualTo(Contrasts.within(one, Grouping.by("jdk"), WORDS, 0.03));
    assertThat(new FinishedBlocks(merged).firstMissing()).isEmpty();
    assertThat(merged.shard()).isEmpty();
    assertThat(all.conditions())
        .containsEntry("Shards", "3, each measured by itself, put together by merge");
    assertThat(one.conditions()).doesNotContainKey("Shards");
  }

  @Test
  void theMachineAndTheLogOfEachShardAreKept() throws IOException {
    Path run = merged().folder();
    for (int number = 1; number <= SHARDS; number++) {
      assertThat(run.resolve("shards").resolve(number + ".json"))
          .hasSameBinaryContentAs(shards.get(number - 1).resolve(RunStore.ENV));
    }
    assertThat(Files.readAllLines(run.resolve(RunStore.LOG)))
        .hasSize(SHARDS)
        .anyMatch(line -> line.contains(" shard 2 of 3: ") && line.endsWith(" it rained"));
  }

  @Test
  void theShardsStayAsTheyAre() {
    merged();
    assertThat(RunStore.open(shards.get(0)).endedForks())
        .isEqualTo(RunStore.open(shards.get(0)).forks())
        .isPositive();
  }

  @Test
  void aShardIsNoFinishedRun() {
    assertThat(new FinishedBlocks(RunStore.open(shards.get(0))).firstMissing()).isPresent();
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::merged).isInstanceOf(EnvironmentException.class).hasMessage(message);
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void aLostShardIsNamedWithWhatItHas() {
    shards.remove(1);
    int blocks = new Shard(2, SHARDS, Shard.Deal.ROUNDS).blocks(RunStore.open(whole).plan()).size();
    assertRefused(
        "wanted all shards, found none for shard 2 of 3 with " + blocks + " blocks of gather");
  }

  @Test
  void aShardThatIsThereTwiceIsNamed() throws IOException {
    Path again = shard(1, whole, "again");
    shards.add(again);
    assertRefused("shard 1 of 3 is there twice: " + shards.get(0) + " and " + again);
  }

  @Test
  void aShardThatWasCutOffIsNamedWithItsFirstMissingBlock() throws IOException {
    RunStore cut = RunStore.open(shards.get(2));
    Block last = cut.blocks().get(cut.blocks().size() - 1);
    Files.delete(new FinishedBlocks(cut).file(last));
    assertRefused(
        String.format(
            Locale.ROOT,
            "shard 3 of 3 in %s lacks 1 of %d blocks, the first is %s; go on with it by run"
                + " --resume %1$s",
            cut.folder(),
            cut.blocks().size(),
            last.label()));
  }

  @Test
  void aForkThatIsGoneMakesItsBlockMissing() throws IOException {
    RunStore shard = RunStore.open(shards.get(2));
    Block first = shard.blocks().get(0);
    RunStore.deleteTree(shard.forkFolder(first.round(), first.arms().get(0), ""));
    assertThatThrownBy(this::merged).hasMessageContaining("the first is " + first.label());
  }

  @Test
  void aForkThatTwoShardsHaveIsNamedAndNothingIsLeft() throws IOException {
    RunStore one = RunStore.open(shards.get(0));
    Path fork = one.forkFolder(1, one.blocks().get(0).arms().get(0), "");
    WrittenShard.copy(
        fork, shards.get(1).resolve("rounds").resolve("0001").resolve(fork.getFileName()));
    assertThatThrownBy(this::merged).hasMessageStartingWith("two shards have 0001/");
    assertThat(folder.resolve("results")).isEmptyDirectory();
  }

  @Test
  void shardsOfTwoPlansAreNotMixed() throws IOException {
    Path other = CitableRun.write(folder.resolve("other"), 9, CitableRun.CLEAN);
    shards.set(1, shard(2, other, "machine4"));
    assertThatThrownBy(this::merged)
        .hasMessageMatching(
            "wanted shards of one plan, found plan 20261127T000000Z_test_0123abc \\p{XDigit}{12} in"
                + " 3 by rounds in .*machine1.* and plan 20261127T000000Z_test_0123abc"
                + " \\p{XDigit}{12} in 3 by rounds in .*machine4.*");
  }

  private void anotherMachine() throws IOException {
    WrittenShard.another(shards.get(1));
  }

  @Test
  void eachMachineHasContrastsOfItsOwn() throws IOException {
    anotherMachine();
    RunRecord run = new RunReader(merged()).read();
    assertThat(Contrasts.within(run, Grouping.by("jdk"), List.of("p50"), 0.03))
        .extracting(
            table -> table.name() + " n=" + table.rows().get(0).scores().get(0).contrast().rounds())
        .containsExactly("jdk, cpus=all machine=1 n=4", "jdk, cpus=all machine=2 n=2");
    assertThat(run.placebos())
        .extracting(placebo -> placebo.arm().params().get("machine").toString())
        .containsExactly("1", "2");
  }

  @Test
  void theMachinesAreNamedWithTheirShardsAndWhatIsOtherThere() throws IOException {
    anotherMachine();
    RunRecord run = new RunReader(merged()).read();
    assertThat(run.machine()).startsWith("2 machines: 1 is ").contains("; 2 is ");
    assertThat(run.conditions().get("Machine 1")).endsWith("; shards 1, 3");
    assertThat(run.conditions().get("Machine 2"))
        .endsWith("; shard 2; unlike machine 1: processor Abacus");
  }

  @Test
  void damageIsToldOfTheFileInItsShardAndTheMergedRunIsGone() throws IOException {
    Merging merging = new Merging(shards);
    RunStore merged = merging.into(folder.resolve("results"));
    RunStore second = RunStore.open(shards.get(1));
    String fork =
        new FinishedBlocks(second).forks(second.blocks().get(0)).keySet().iterator().next();
    Path file = second.round(second.blocks().get(0).round()).resolve(fork).resolve("latency.hlog");
    Path same = merged.folder().resolve(second.folder().relativize(file));
    assertThat(merging.dropped(merged, new EnvironmentException(same + " is no log: short")))
        .hasMessage(file + " is no log: short");
    assertThat(merged.folder()).doesNotExist();
  }

  @Test
  void whatAKilledMergeLeftIsReplaced() throws IOException {
    Path left =
        folder.resolve("results").resolve(".merging-" + RunStore.open(whole).plan().runId());
    Files.createDirectories(left.resolve("rounds"));
    assertThat(new RunReader(merged()).read().arms()).isNotEmpty();
    assertThat(left).doesNotExist();
  }

  @Test
  void aMergedRunThatDoesNotSayHowItsBlocksWereDealtIsNotOpened() throws IOException {
    Path run = merged().folder();
    Files.delete(run.resolve(RunStore.DEALT));
    assertThatThrownBy(() -> RunStore.open(run))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            run.resolve(RunStore.DEALT)
                + ": it is missing, and which shard measured what is not known; restore it, or"
                + " delete the folder and merge its shards again");
  }

  @Test
  void aTableOfOneMachineNamesThatMachine() throws IOException {
    anotherMachine();
    RunRecord run = new RunReader(merged()).read();
    assertThat(Contrasts.within(run, Grouping.by("jdk"), List.of("p50"), 0.03))
        .extracting(ContrastTable::title)
        .satisfiesExactly(
            title -> assertThat(title).contains(" · machine 1: ").doesNotContain("Abacus"),
            title -> assertThat(title).contains(" · machine 2: Abacus, "));
  }

  @Test
  void whatTheDoctorFoundInSomeShardsIsToldWithTheirNumbers() throws IOException {
    WrittenShard.finding(
        shards.get(0), "load: 3.2: too much", "load: 3.2: too much", "hot", "power: on battery");
    WrittenShard.finding(shards.get(1), "load: 1.4: too much", "power: on battery");
    WrittenShard.finding(shards.get(2), "load: 1.4: too much", "power: on battery");
    assertThat(new RunReader(merged()).read().background().warnings())
        .containsExactly(
            "load (shard 1): 3.2: too much",
            "hot (shard 1)",
            "power: on battery",
            "load (shards 2, 3): 1.4: too much");
  }

  @Test
  void aLineOfAHistoryIsOfTheMachineThatMeasuredIt() throws IOException {
    RunStore one = RunStore.open(whole);
    anotherMachine();
    RunStore merged = merged();
    List<HistoryLine> alone =
        new HistoryLines(one.plan(), new RunReader(one).read(), Machines.of(one)).all();
    List<HistoryLine> lines =
        new HistoryLines(merged.plan(), new RunReader(merged).read(), Machines.of(merged)).all();
    assertThat(lines).hasSize(2 * alone.size());
    assertThat(lines.get(0).text(HistoryColumn.BRANCH))
        .isEqualTo(alone.get(0).text(HistoryColumn.BRANCH))
        .isNotEqualTo(lines.get(1).text(HistoryColumn.BRANCH));
    assertThat(lines.get(1).text(HistoryColumn.MACHINE_FACTS)).startsWith("Abacus");
  }

  @Test
  void shardsThatNobodyKnowsTheDealOfAreDamaged() throws IOException {
    anotherMachine();
    RunStore merged = merged();
    Path dealt = merged.folder().resolve(RunStore.DEALT);
    Files.writeString(dealt, "{\"of\": 1, \"dealt\": \"ROUNDS\"}");
    assertThatThrownBy(() -> new RunReader(merged).read())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("it does not fit the shards in shards");
    Files.delete(dealt);
    assertThatThrownBy(() -> new RunReader(merged).read())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("it is missing, and which shard measured what is not known");
  }

  @Test
  void pooledMachinesAreOne() throws IOException {
    RunRecord one = new RunReader(RunStore.open(whole)).read();
    anotherMachine();
    RunReader reader = new RunReader(merged());
    RunRecord pooled = reader.readPooled(kind -> true, damage -> {});
    assertThat(pooled.arms()).extracting(ArmForks::arm).isEqualTo(arms(one));
    assertThat(contrasts(pooled)).isEqualTo(contrasts(one));
  }

  private static List<Arm> arms(RunRecord run) {
    return run.arms().stream().map(ArmForks::arm).toList();
  }

  private static List<Contrast> contrasts(RunRecord run) {
    return Contrasts.within(run, Grouping.by("jdk"), WORDS, 0.03).get(0).rows().stream()
        .flatMap(row -> row.scores().stream())
        .map(ContrastRow.Score::contrast)
        .toList();
  }

  @Test
  void histogramsOfTwoMachinesAreNotAddedUp() throws IOException {
    Path jmh = CitableRun.writeWithAsyncio(folder.resolve("jmh"), 6, "3.11.7");
    for (int number = 1; number <= SHARDS; number++) {
      shards.set(number - 1, shard(number, jmh, "jmh" + number));
    }
    anotherMachine();
    RunStore merged = merged();
    Exports exports = new Exports(merged);
    new RunReader(merged).read(exports);
    exports.write();
    String name = merged.name(merged.plan().arms().get(0).arm());
    assertThat(merged.folder().resolve("hdr").toFile().list())
        .contains(name + "_machine1.hlog", name + "_machine2.hlog")
        .doesNotContain(name + ".hlog");
  }

  @Test
  void aRunThatIsThereIsNotOverwritten() {
    Path there = merged().folder();
    assertThatThrownBy(this::merged)
        .hasMessage(
            "wanted a new folder for the merged run, found "
                + there
                + "; name another folder of runs with --results");
  }

  @Test
  void aShardIsNoFolderOfRuns() throws IOException {
    Path inside = shards.get(1).resolve("results");
    assertThatThrownBy(() -> new Merging(shards).into(inside))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "wanted a folder of runs with --results, found "
                + inside
                + ", which is in a shard; shards stay as they are");
    assertThat(inside).doesNotExist();
    Path link = Files.createSymbolicLink(folder.resolve("link"), shards.get(1));
    assertThatThrownBy(() -> new Merging(shards).into(link.resolve("results")))
        .hasMessageContaining(", which is in a shard; shards stay as they are");
  }

  @Test
  void aWholeRunIsNoShard() {
    shards.set(0, whole);
    assertRefused("wanted shards, found a whole run in " + whole);
  }

  @Test
  void aWrittenPlanReadsBackAndIsNotOverwritten() throws IOException {
    Path file = folder.resolve("plan.json");
    PlanFile.write(file, RunStore.open(whole).plan());
    assertThat(PlanFile.read(file)).isEqualTo(RunStore.open(whole).plan());
    assertThat(RunJson.read(file, ObjectNode.class).path("blocks"))
        .hasSize(RunStore.open(whole).plan().blocks().size())
        .allMatch(block -> block.path("seconds").asDouble() > 0);
    ObjectNode edited = RunJson.read(file, ObjectNode.class);
    Path changed = folder.resolve("changed.json");
    RunJson.write(changed, edited.put("rounds", 5));
    assertThatThrownBy(() -> PlanFile.read(changed))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            changed + " is no plan as it was written; write it again with run --write-plan");
    assertThatThrownBy(() -> PlanFile.write(file, RunStore.open(whole).plan()))
        .hasMessage(
            "wanted a new file for the plan, found "
                + file
                + "; name another: shards may have begun by it");
  }
}
