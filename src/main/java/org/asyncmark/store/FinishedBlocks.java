package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.PlannedArm;

/**
 * The blocks of a run that were measured to their end. A file {@code rounds/<round>/<block>.json}
 * is written behind the forks of a block, so one without it was cut off.
 */
public record FinishedBlocks(RunStore store) {
  /** The version of the method that has blocks. */
  private static final int WRITTEN_SINCE = 3;

  /**
   * What is written of a block.
   *
   * @param round 1 and up
   * @param block name of the block
   * @param stoodStill whether the processes of forks stood still between their turns; else they
   *     waited at their gates
   */
  record Finished(int round, String block, boolean stoodStill) {}

  /**
   * A fork of an arm that was measured in several blocks.
   *
   * @param name of the arm in file names
   * @param folder its files
   */
  record ReferenceFork(String name, Path folder) {}

  /** Returns the forks of a block by the names of their folders, in the order of the block. */
  public Map<String, Arm> forks(Block block) {
    Map<String, Arm> forks = new LinkedHashMap<>();
    Arm reference = block.reference();
    if (reference != null) {
      forks.put(again(store.name(reference), block.number()), reference);
    }
    block.arms().forEach(arm -> forks.put(store.name(arm), arm));
    return forks;
  }

  /** Returns the name of the fork of an arm that is the reference of another block. */
  private static String again(String name, int block) {
    return name + "." + block;
  }

  /**
   * Gives the folders of a block's forks their names: it is finished. What is in their place is of
   * an attempt that was cut off.
   *
   * @param unfinished what {@link RunStore#begin} returned, with a folder for each of {@link
   *     #forks}
   * @param failures the forks that gave no result, by the same names
   * @param stoodStill whether forks stood still between their turns; else they waited
   * @throws org.asyncmark.EnvironmentException if that cannot be written
   */
  public void finish(
      Path unfinished, Block block, Map<String, FailedFork> failures, boolean stoodStill) {
    Path round = store.round(block.round());
    for (String name : forks(block).keySet()) {
      Path from = unfinished.resolve(name);
      FailedFork failure = failures.get(name);
      if (failure != null) {
        RunStore.write(from.resolve(RunStore.FAILURE), failure);
      }
      for (String end : RunStore.OUTCOMES) {
        drop(round.resolve(name + end));
      }
      String end = failure == null ? "" : RunStore.FAILED_SUFFIX;
      RunStore.rename(from, round.resolve(name + end));
    }
    RunStore.write(file(block), new Finished(block.round(), block.name(), stoodStill));
    drop(unfinished);
  }

  private static void drop(Path folder) {
    try {
      RunStore.deleteTree(folder);
    } catch (IOException e) {
      throw RunStore.unwritable(folder, e);
    }
  }

  /** Tells whether a block is finished: all of its forks, well or badly. */
  public boolean has(Block block) {
    return Files.isRegularFile(file(block));
  }

  /** Tells whether a block is finished and all of its forks are there, well or badly. */
  boolean isWhole(Block block) {
    return has(block) && areThere(block, forks(block).keySet().stream());
  }

  private boolean areThere(Block block, Stream<String> names) {
    Path round = store.round(block.round());
    return names.allMatch(
        name ->
            RunStore.OUTCOMES.stream()
                .anyMatch(end -> Files.isDirectory(round.resolve(name + end))));
  }

  /** Returns the first block of the run that is still to be measured; empty if it is finished. */
  Optional<Block> firstMissing() {
    int rounds = store.endedAfter().orElse(store.plan().rounds());
    return store.plan().blocks().stream()
        .filter(block -> block.round() <= rounds)
        .filter(block -> !has(block) && !hasForks(block))
        .findFirst();
  }

  /** Tells whether the forks of a block are there; that it is finished was not written once. */
  private boolean hasForks(Block block) {
    return store.methodVersion() < WRITTEN_SINCE
        && areThere(block, block.arms().stream().map(store::name));
  }

  /** Returns what says that a block is finished. */
  Path file(Block block) {
    return file(block.round(), block.name());
  }

  private Path file(int round, String name) {
    return store.round(round).resolve(name + ".json");
  }

  /**
   * Returns the name of the block in which a fork had its turns; empty if it had none, as in runs
   * of the method before version 3.
   */
  String of(int round, PlannedArm planned) {
    String name = Block.name(planned.arm().pattern(), planned.block());
    return Files.isRegularFile(file(round, name)) ? name : "";
  }

  /** Returns the fork of the reference of an arm's block; empty if there is none. */
  Optional<ReferenceFork> reference(int round, PlannedArm planned) {
    int block = planned.block();
    return store.plan().arms().stream()
        .filter(each -> each.arm().pattern().equals(planned.arm().pattern()))
        .filter(each -> !each.referenceOf().isEmpty())
        .filter(each -> each.block() == block || each.referenceOf().contains(block))
        .map(
            each -> {
              String name = each.folder();
              String fork = each.block() == block ? name : again(name, block);
              return new ReferenceFork(name, store.round(round).resolve(fork));
            })
        .filter(fork -> Files.isDirectory(fork.folder()))
        .findFirst();
  }
}
