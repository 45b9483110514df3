package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.asyncmark.plan.Block;

/**
 * The blocks of a run that were measured twice. The first measurement is kept in {@code
 * rounds/<round>.repeated}, where nothing counts it. That a block is to be measured again is
 * written down before its forks are moved: who is killed in between goes on to the same end.
 */
public record RepeatedBlocks(RunStore store) {
  /**
   * What is written of a block.
   *
   * @param reason what disturbed it, with the arm
   */
  record Repetition(int round, String block, String reason) {}

  /** Tells whether a block was set aside. */
  public boolean has(Block block) {
    return Files.isRegularFile(file(block));
  }

  /** Returns how many of the run's blocks were set aside. */
  public int count() {
    return (int) store.plan().blocks().stream().filter(this::has).count();
  }

  /**
   * Sets a block aside, all of whose forks have ended.
   *
   * @throws org.asyncmark.EnvironmentException if that cannot be written
   */
  public void setAside(Block block, String reason) {
    Path file = file(block);
    Repetition repetition = new Repetition(block.round(), block.name(), reason);
    try {
      Files.createDirectories(file.getParent());
      RunJson.write(file, repetition);
    } catch (IOException e) {
      throw RunStore.unwritable(file, e);
    }
    settle(block);
  }

  /**
   * Moves those forks of a block that are still to be set aside: each has one first measurement,
   * and what is in its place when that has been moved is the second.
   */
  public void settle(Block block) {
    if (!has(block)) {
      return;
    }
    FinishedBlocks blocks = new FinishedBlocks(store);
    Path finished = folder(block).resolve(block.name() + ".finished.json");
    if (!Files.exists(finished) && blocks.has(block)) {
      RunStore.rename(blocks.file(block), finished);
    }
    for (String name : blocks.forks(block).keySet()) {
      boolean moved =
          RunStore.OUTCOMES.stream()
              .anyMatch(end -> Files.exists(folder(block).resolve(name + end)));
      for (String end : RunStore.OUTCOMES) {
        Path first = blocks.file(block).resolveSibling(name + end);
        if (!moved && Files.exists(first)) {
          RunStore.rename(first, folder(block).resolve(name + end));
        }
      }
    }
  }

  private Path file(Block block) {
    return folder(block).resolve(block.name() + ".json");
  }

  /** Returns where the first measurement of a block is kept. */
  Path folder(Block block) {
    String name = String.format(Locale.ROOT, "%04d.repeated", block.round());
    return store.rounds().resolve(name);
  }
}
