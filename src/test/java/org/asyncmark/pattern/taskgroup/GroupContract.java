package org.asyncmark.pattern.taskgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/** What every group must do, whatever its model: each constant is one rule that holds or throws. */
enum GroupContract implements Rule<GroupContract.Subject> {
  THE_RESULT_IS_THE_SUM_OF_ALL_LEAVES {
    @Override
    public void check(Subject subject) throws Exception {
      for (Tree tree : List.of(new Tree(1, 1), FLAT, new Tree(2, 3), new Tree(10, 2))) {
        assertThat(subject.open(new ScriptedLeaf(), tree).run()).isEqualTo(tree.sum());
      }
    }
  },

  ALL_LEAVES_ARE_AT_WORK_AT_ONCE {
    @Override
    public void check(Subject subject) throws Exception {
      for (Tree tree : List.of(FLAT, NESTED)) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(tree.leaves());
        Group group = subject.open(leaf, tree);
        Caller<Long> running = Caller.start(group::run);
        leaf.awaitStarted(tree.leaves());
        assertThat(leaf.mostRunning()).isEqualTo(tree.leaves());
        leaf.releaseAll(tree.leaves());
        assertThat(running.result()).isEqualTo(tree.sum());
      }
    }
  },

  A_FAILURE_IS_THROWN_AS_IT_IS_WHEREVER_IT_STANDS {
    @Override
    public void check(Subject subject) throws Exception {
      for (Tree tree : List.of(FLAT, NESTED, new Tree(2, 3))) {
        for (int failing = 0; failing < tree.leaves(); failing++) {
          IOException failure = new IOException("leaf " + failing);
          Group group = subject.open(new ScriptedLeaf().fail(failing, failure), tree);
          assertThatThrownBy(group::run)
              .isExactlyInstanceOf(ExecutionException.class)
              .cause()
              .isSameAs(failure);
        }
      }
    }
  },

  A_FAILURE_CANCELS_ALL_THAT_IS_AT_WORK {
    @Override
    public void check(Subject subject) throws Exception {
      for (Tree tree : List.of(FLAT, NESTED)) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(tree.leaves());
        Group group = subject.open(leaf, tree);
        Caller<Long> running = Caller.start(group::run);
        leaf.awaitStarted(tree.leaves());
        leaf.releaseWith(2, new IOException("no"));
        assertThat(running.failure()).isInstanceOf(ExecutionException.class);
        leaf.awaitNoneRunning();
        assertThat(leaf.completed()).isEmpty();
      }
    }
  },

  ALL_HAVE_ENDED_BEFORE_THE_GROUP_DOES {
    @Override
    public void check(Subject subject) throws Exception {
      for (Tree tree : List.of(FLAT, NESTED)) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(tree.leaves());
        Straggler slow = new Straggler(leaf);
        Group group = subject.open(slow, tree);
        Caller<Long> running = Caller.start(group::run);
        leaf.awaitStarted(tree.leaves());
        leaf.releaseWith(1, new IOException("no"));
        while (slow.cleaningUp().get() == 0 && !running.returnsWithin(Duration.ofMillis(1))) {
          Thread.onSpinWait(); // until one cleans up, or the group is over because none has to
        }
        boolean early = slow.cleaningUp().get() > 0 && running.returnsWithin(Duration.ofMillis(50));
        slow.cleanedUp().countDown();
        assertThat(running.failure()).isInstanceOf(ExecutionException.class);
        assertThat(early).as("returned while a leaf was still at work").isFalse();
        leaf.reset(); // which leaves those that are at work
        assertThat(leaf.mostRunning()).isZero();
      }
    }
  },

  AN_INTERRUPTED_OWNER_IS_TOLD_AND_ITS_CHILDREN_ARE_CANCELLED {
    @Override
    public void check(Subject subject) throws Exception {
      for (Tree tree : List.of(FLAT, NESTED)) {
        ScriptedLeaf leaf = new ScriptedLeaf().holdAll(tree.leaves());
        Group group = subject.open(leaf, tree);
        Caller<Long> owner = Caller.start(group::run);
        leaf.awaitStarted(tree.leaves());
        owner.interrupt();
        assertThat(owner.failure()).isInstanceOf(InterruptedException.class);
        leaf.awaitNoneRunning();
        assertThat(leaf.completed()).isEmpty();
      }
    }
  },

  AFTER_A_FAILURE_THE_NEXT_RUN_IS_LIKE_THE_FIRST {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf();
      Group group = subject.open(leaf, NESTED);
      for (int run = 0; run < 20; run++) {
        leaf.fail(run % NESTED.leaves(), new IOException("run " + run));
        assertThatThrownBy(group::run).hasRootCauseMessage("run " + run);
        leaf.reset();
        assertThat(group.run()).isEqualTo(NESTED.sum());
        leaf.reset();
      }
    }
  };

  private static final Tree FLAT = new Tree(5, 1);
  private static final Tree NESTED = new Tree(2, 2);

  /** Opens the group that is under test. It must run at least 110 tasks at once. */
  @FunctionalInterface
  interface Subject {
    Group open(Leaves leaf, Tree tree);
  }
}
