package org.asyncmark.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.plan.Block;

/** Puts single forks into a run, each as a block of its own. */
final class WrittenForks {
  private WrittenForks() {}

  /** Returns an empty folder for the files of a fork. */
  static Path begin(RunStore store, Arm arm) throws IOException {
    return Files.createDirectory(store.begin().resolve(store.name(arm)));
  }

  /** Finishes the fork that was begun last. */
  static void finish(RunStore store, Path fork, int round, Arm arm) {
    new FinishedBlocks(store).finish(fork.getParent(), block(round, arm), Map.of(), true);
  }

  /** Records a fork that failed. */
  static void fail(RunStore store, FailedFork failure) throws IOException {
    Path fork = begin(store, failure.arm());
    Map<String, FailedFork> failures = Map.of(store.name(failure.arm()), failure);
    new FinishedBlocks(store)
        .finish(fork.getParent(), block(failure.round(), failure.arm()), failures, true);
  }

  /** Tells whether a fork is finished, well or badly. */
  static boolean has(RunStore store, int round, Arm arm) {
    return Files.isDirectory(store.forkFolder(round, arm, ""))
        || Files.isDirectory(store.forkFolder(round, arm, RunStore.FAILED_SUFFIX));
  }

  private static Block block(int round, Arm arm) {
    return new Block(round, arm.pattern(), 1, List.of(arm), null);
  }
}
