package org.asyncmark.pattern.gather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What every gather must do, whatever its model: each constant is one rule that holds or throws.
 */
enum GatherContract implements Rule<GatherContract.Subject> {
  RESULTS_ARE_IN_ORDER_WHATEVER_THE_ORDER_OF_COMPLETION {
    @Override
    public void check(Subject subject) throws Exception {
      for (Variant variant : Variant.values()) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(0).hold(1).hold(2).hold(3);
        Gather gather = subject.open(leaf);
        Caller<List<?>> gathering = Caller.start(() -> variant.gather(gather, 4));
        leaf.awaitStarted(4);
        for (int index : List.of(3, 1, 2, 0)) {
          leaf.releaseAndAwait(index);
        }
        assertThat(gathering.result()).isEqualTo(variant.expected(4));
      }
    }
  },

  NO_LEAVES_GIVE_AN_EMPTY_LIST {
    @Override
    public void check(Subject subject) throws Exception {
      Gather gather = subject.open(new ScriptedLeaf());
      assertThat(gather.failFast(0)).isEmpty();
      assertThat(gather.collect(0)).isEmpty();
    }
  },

  FAIL_FAST_THROWS_WHAT_THE_LEAF_THREW_WHEREVER_IT_STANDS {
    @Override
    public void check(Subject subject) throws Exception {
      for (int failing : List.of(0, 2, 4)) {
        IOException failure = new IOException("leaf " + failing);
        Gather gather = subject.open(new ScriptedLeaf().fail(failing, failure));
        assertThatThrownBy(() -> gather.failFast(5))
            .isExactlyInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(failure);
      }
    }
  },

  FAIL_FAST_DOES_NOT_WAIT_FOR_THE_OTHERS_AND_LEAVES_THEM_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      ScriptedLeaf leaf = new ScriptedLeaf().hold(0).fail(1, new IOException("no")).hold(2);
      Gather gather = subject.open(leaf);
      assertThatThrownBy(() -> gather.failFast(3)).isInstanceOf(ExecutionException.class);
      leaf.awaitStarted(3);
      leaf.release(0);
      leaf.release(2);
      leaf.awaitNoneRunning();
      assertThat(leaf.completed()).containsExactlyInAnyOrder(0, 2);
    }
  },

  COLLECT_RETURNS_FAILURES_IN_PLACE_AND_WAITS_FOR_ALL {
    @Override
    public void check(Subject subject) throws Exception {
      for (int failing : List.of(0, 2, 4)) {
        IOException failure = new IOException("leaf " + failing);
        ScriptedLeaf leaf = new ScriptedLeaf().fail(failing, failure).hold(1);
        Gather gather = subject.open(leaf);
        Caller<List<?>> gathering = Caller.start(() -> gather.collect(5));
        leaf.awaitStarted(5);
        leaf.release(1);
        List<Object> expected = new ArrayList<>(Variant.COLLECT.expected(5));
        expected.set(failing, Outcome.failed(failure));
        assertThat(gathering.result()).isEqualTo(expected);
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_LEAF_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      for (Variant variant : Variant.values()) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(0).hold(1).hold(2);
        Gather gather = subject.open(leaf);
        Caller<List<?>> caller = Caller.start(() -> variant.gather(gather, 3));
        leaf.awaitStarted(3);
        caller.interrupt();
        assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
        leaf.awaitNoneRunning();
        assertThat(leaf.completed()).isEmpty();
      }
    }
  };

  /** Opens the gather that is under test, over a leaf. It must run at least 5 leaves at once. */
  @FunctionalInterface
  interface Subject {
    Gather open(ScriptedLeaf leaf);
  }

  private enum Variant {
    FAIL_FAST {
      @Override
      List<?> gather(Gather gather, int fanOut) throws ExecutionException, InterruptedException {
        return gather.failFast(fanOut);
      }

      @Override
      List<Long> expected(int fanOut) {
        return LongStream.range(0, fanOut).boxed().toList();
      }
    },
    COLLECT {
      @Override
      List<?> gather(Gather gather, int fanOut) throws ExecutionException, InterruptedException {
        return gather.collect(fanOut);
      }

      @Override
      List<Outcome> expected(int fanOut) {
        return LongStream.range(0, fanOut).mapToObj(Outcome::of).toList();
      }
    };

    abstract List<?> gather(Gather gather, int fanOut)
        throws ExecutionException, InterruptedException;

    abstract List<?> expected(int fanOut);
  }
}
