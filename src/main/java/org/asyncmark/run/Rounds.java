package org.asyncmark.run;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.LeastPrecise;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.plan.Block;
import org.asyncmark.plan.Shard;
import org.asyncmark.plan.Terms;
import org.asyncmark.store.FinishedBlocks;
import org.asyncmark.store.LookLog;
import org.asyncmark.store.RepeatedBlocks;
import org.asyncmark.store.RunStore;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the blocks of a plan: measures what is not on disk yet, measures again what the
 * machine disturbed, and ends at a look at which enough is known. What it does next follows from
 * the run's folder alone, so that a run that was killed goes on as it would have.
 */
final class Rounds {
  private final RunStore store;
  private final RunListener listener;
  private final Function<RunRecord, LeastPrecise> widest;
  private final FinishedBlocks finished;
  private final RepeatedBlocks repeated;
  private final LookLog looks;

  /** Where the run was before: of this block alone it is open whether it was seen to. */
  private final @Nullable Block before;

  /**
   * @param widest finds the contrast that is known least
   */
  Rounds(RunStore store, RunListener listener, Function<RunRecord, LeastPrecise> widest) {
    this.store = store;
    this.listener = listener;
    this.widest = widest;
    this.finished = new FinishedBlocks(store);
    this.repeated = new RepeatedBlocks(store);
    this.looks = new LookLog(store);
    this.before = latest();
  }

  /** Measures what is left, until the end of the plan, a look, or the end of this JVM. */
  void measure(Blocks blocks) throws InterruptedException {
    if (store.plan().byPattern()) {
      measureByPattern(blocks);
    } else {
      measureByRound(blocks);
    }
  }

  private void measureByPattern(Blocks blocks) throws InterruptedException {
    Map<String, List<Block>> patterns =
        store.blocks().stream().collect(groupingBy(Block::pattern, LinkedHashMap::new, toList()));
    for (Map.Entry<String, List<Block>> pattern : patterns.entrySet()) {
      boolean told = pattern.getValue().stream().allMatch(finished::has);
      for (Block block : pattern.getValue()) {
        measure(blocks, block);
      }
      if (!told && !blocks.ending()) {
        listener.patternDone(pattern.getKey());
      }
    }
  }

  private void measureByRound(Blocks blocks) throws InterruptedException {
    int rounds = looks.endedAfter().orElse(store.plan().rounds());
    for (int round = 1; round <= rounds; round++) {
      for (Block block : store.blocks()) {
        if (block.round() == round) {
          measure(blocks, block);
        }
      }
      if (looks.due(round) && !blocks.ending()) {
        note(looks.look(round, widest));
        rounds = looks.endedAfter().orElse(rounds);
      }
    }
  }

  private void measure(Blocks blocks, Block block) throws InterruptedException {
    repeated.settle(block);
    if (!measureMissing(blocks, block) && !block.equals(before)) {
      return; // it was seen to when it was measured
    }
    Optional<String> disturbed = disturbance(block);
    while (disturbed.isPresent() && !blocks.ending() && mayRepeat(block, disturbed.get())) {
      repeated.setAside(block, disturbed.get());
      note(block.label() + ": " + disturbed.get() + "; the block is measured again");
      listener.repeats(block.forks());
      measureMissing(blocks, block);
      disturbed = disturbance(block);
    }
  }

  /** Measures a block unless it is on disk; tells whether it was not. */
  private boolean measureMissing(Blocks blocks, Block block) throws InterruptedException {
    if (blocks.ending() || finished.has(block)) {
      return false;
    }
    blocks.measure(block);
    return true;
  }

  /** Returns the last block that is on disk. */
  private @Nullable Block latest() {
    Block latest = null;
    for (Block block : store.blocks()) {
      if (finished.has(block)) {
        latest = block;
      }
    }
    return latest;
  }

  private Optional<String> disturbance(Block block) {
    Terms terms = store.plan().terms();
    if (terms == null) {
      return Optional.empty();
    }
    for (Arm arm : block.arms()) {
      Optional<String> what =
          store
              .counters(block.round(), arm)
              .flatMap(
                  fork ->
                      terms.exclusion().disturbance(fork.stealPercent(), fork.clockJumpMillis()));
      if (what.isPresent()) {
        return Optional.of(what.get() + " during " + store.name(arm) + " on " + arm.runtime());
      }
    }
    return Optional.empty();
  }

  private boolean mayRepeat(Block block, String why) {
    int blocks = store.blocks().size();
    // what the shards measure again is together no more than what one run may
    int most = store.plan().mostRepeatedBlocks() / store.shard().map(Shard::of).orElse(1);
    String kept = block.label() + ": " + why + "; the block is kept, ";
    if (repeated.has(block)) {
      note(kept + "as it was measured again already");
      return false;
    }
    if (repeated.count() >= most) {
      note(kept + "as at most " + most + " of " + blocks + " blocks are measured again");
      return false;
    }
    return true;
  }

  private void note(String event) {
    store.log(event);
    listener.noted(event);
  }
}
