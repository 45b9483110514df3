package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;

/**
 * The blocks of a run that were measured twice. The first measurement is kept in {@code
 * rounds/<round>.repeated}, where nothing counts it. That a block is to be measured again is
 * written down before its forks are moved: who is killed in between goes on to the same end.
 */
public record RepeatedBlocks(RunStore store) {
  private static final List<String> OUTCOMES = List.of("", RunStore.FAILED_SUFFIX);

  /**
   * What is written of a block.
   *
   * @param reason what disturbed it, with the arm
   */
  record Repetition(int round, String pattern, String reason) {}

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
    Repetition repetition = new Repetition(block.round(), block.pattern(), reason);
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
    for (Arm arm : block.arms()) {
      boolean moved = OUTCOMES.stream().anyMatch(end -> Files.exists(aside(block, arm, end)));
      for (String end : OUTCOMES) {
        Path first = store.forkFolder(block.round(), arm, end);
        if (!moved && Files.exists(first)) {
          RunStore.rename(first, aside(block, arm, end));
        }
      }
    }
  }

  private Path aside(Block block, Arm arm, String end) {
    return folder(block).resolve(store.name(arm) + end);
  }

  private Path file(Block block) {
    return folder(block).resolve(block.pattern() + ".json");
  }

  private Path folder(Block block) {
    String name = String.format(Locale.ROOT, "%04d.repeated", block.round());
    return store.folder().resolve("rounds").resolve(name);
  }
}
