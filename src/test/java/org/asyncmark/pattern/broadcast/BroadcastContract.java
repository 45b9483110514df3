package org.asyncmark.pattern.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Caller;
import org.asyncmark.pattern.Rule;
import org.asyncmark.pattern.ScriptedLeaf;

/**
 * What every broadcast must do, whatever its model: each constant is one rule that holds or throws.
 */
enum BroadcastContract implements Rule<BroadcastContract.Subject> {
  UNDER_BLOCK_EACH_SUBSCRIBER_GETS_EVERY_MESSAGE_IN_ORDER {
    @Override
    public void check(Subject subject) throws Exception {
      for (int depth : List.of(1, DEPTH)) {
        for (int subscribers : List.of(1, 8)) {
          int payload = subject.isOverTcp() ? SHORT : 0;
          BroadcastPlan plan =
              new BroadcastPlan(subscribers, 0, 50, depth, Overflow.BLOCK, 0, 0, payload);
          Broadcast broadcast = subject.open(plan, new ScriptedLeaf());
          for (int run = 0; run < 2; run++) { // the second one finds what the first has left
            requireExact(broadcast, new WatchedDeliveries(plan));
          }
        }
      }
    }
  },

  UNDER_BLOCK_A_FULL_BUFFER_HOLDS_THE_PUBLISHER {
    @Override
    public void check(Subject subject) throws Exception {
      BroadcastPlan plan = unpaced(subject, DEPTH);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(plan.work(SLOW));
      WatchedDeliveries op = new WatchedDeliveries(plan);
      Caller<Void> caller = start(subject.open(plan, leaf), op);
      op.awaitPublishing(DEPTH + 1); // message 0 is worked on, and the others are in the buffer
      assertThat(op.publishingWithin(DEPTH + 2 + slack(subject), NOT)).isFalse();
      leaf.release(plan.work(SLOW));
      caller.result();
      requireExact(op);
    }
  },

  THE_OTHERS_GET_ON_WHILE_A_BUFFER_HAS_ROOM_AND_THE_OP_ENDS_WITH_THE_LAST {
    @Override
    public void check(Subject subject) throws Exception {
      BroadcastPlan plan = unpaced(subject, 64);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(plan.work(SLOW));
      WatchedDeliveries op = new WatchedDeliveries(plan);
      Caller<Void> caller = start(subject.open(plan, leaf), op);
      op.awaitTaken(1, MESSAGES);
      op.awaitTaken(2, MESSAGES);
      assertThat(caller.returnsWithin(NOT)).isFalse();
      leaf.release(plan.work(SLOW));
      caller.result();
      requireExact(op);
    }
  },

  UNDER_DROP_OLDEST_A_FULL_BUFFER_HOLDS_THE_NEWEST {
    @Override
    public void check(Subject subject) throws Exception {
      BroadcastPlan plan = paced(subject, Overflow.DROP_OLDEST);
      ScriptedLeaf leaf = new ScriptedLeaf().hold(plan.work(SLOW)).hold(plan.pause(0));
      WatchedDeliveries op = new WatchedDeliveries(plan);
      Caller<Void> caller = start(subject.open(plan, leaf), op);
      leaf.awaitStarted(2); // message 0 is worked on, and the publisher is in its first pause
      leaf.release(plan.pause(0));
      leaf.awaitStarted(1 + MESSAGES); // the publisher is in its last pause
      leaf.release(plan.work(SLOW));
      caller.result();
      requireExact(op);
      assertThat(op.taken(SLOW)).startsWith(0).endsWith(36, 37, 38, 39);
      assertThat(op.taken(SLOW).length).isBetween(1 + DEPTH, 1 + DEPTH + slack(subject));
    }
  },

  UNDER_DISCONNECT_A_SUBSCRIBER_THAT_WAS_FULL_ONCE_GETS_WHAT_WAS_IN_FRONT_AND_NO_MORE {
    @Override
    public void check(Subject subject) throws Exception {
      BroadcastPlan plan = paced(subject, Overflow.DISCONNECT);
      int middle = 20;
      ScriptedLeaf leaf =
          new ScriptedLeaf().hold(plan.work(SLOW)).hold(plan.pause(0)).hold(plan.pause(middle));
      WatchedDeliveries op = new WatchedDeliveries(plan);
      Broadcast broadcast = subject.open(plan, leaf);
      Caller<Void> caller = start(broadcast, op);
      leaf.awaitStarted(2); // message 0 is worked on, and the publisher is in its first pause
      leaf.release(plan.pause(0));
      leaf.awaitStarted(1 + middle + 1);
      leaf.release(plan.work(SLOW));
      op.awaitTaken(SLOW, 1 + DEPTH); // so that there is room again
      leaf.release(plan.pause(middle));
      caller.result();
      requireExact(op);
      assertThat(op.taken(SLOW)).startsWith(0, 1, 2, 3, 4);
      assertThat(op.taken(SLOW).length).isBetween(1 + DEPTH, 1 + DEPTH + slack(subject));
      requireUsable(broadcast, plan, leaf);
    }
  },

  A_FAILURE_ENDS_THE_OP_AND_ALL_ITS_TASKS {
    @Override
    public void check(Subject subject) throws Exception {
      BroadcastPlan plan = paced(subject, Overflow.BLOCK);
      for (int failing : List.of(plan.work(SLOW), plan.pause(0))) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(plan.work(SLOW)).hold(plan.pause(0));
        Broadcast broadcast = subject.open(plan, leaf);
        Caller<Void> caller = start(broadcast, new WatchedDeliveries(plan));
        leaf.awaitStarted(2);
        IOException failure = new IOException("no");
        leaf.releaseWith(failing, failure);
        assertThat(caller.failure())
            .isInstanceOf(ExecutionException.class)
            .cause()
            .isSameAs(failure);
        leaf.awaitNoneRunning();
        requireUsable(broadcast, plan, leaf);
      }
    }
  },

  AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_RUNNING {
    @Override
    public void check(Subject subject) throws Exception {
      for (BroadcastPlan plan : List.of(unpaced(subject, 1), paced(subject, Overflow.BLOCK))) {
        ScriptedLeaf leaf = new ScriptedLeaf().hold(plan.work(SLOW)).hold(plan.pause(0));
        Broadcast broadcast = subject.open(plan, leaf);
        WatchedDeliveries op = new WatchedDeliveries(plan);
        Caller<Void> caller = start(broadcast, op);
        leaf.awaitStarted(plan.isPaced() ? 2 : 1);
        op.awaitPublishing(plan.isPaced() ? 0 : 2); // waits for room if it does not pause
        caller.interrupt();
        assertThat(caller.failure()).isInstanceOf(InterruptedException.class);
        leaf.awaitNoneRunning();
        assertThat(leaf.completed()).isEmpty();
        requireUsable(broadcast, plan, leaf);
      }
    }
  };

  /** How long a test waits for what must not happen. */
  private static final Duration NOT = Duration.ofMillis(30);

  private static final int SLOW = 0;
  private static final int MESSAGES = 40;
  private static final int DEPTH = 4;

  /** Bytes of messages of which many fit into a socket, and of those of which none does. */
  private static final int SHORT = 64;

  private static final int LONG = 32 * 1024;

  /** Messages that a connection takes on at most, though its subscriber does not read. */
  private static final int SLACK = 8;

  /** Opens what is under test. */
  interface Subject {
    Broadcast open(BroadcastPlan plan, ScriptedLeaf leaf);

    /** Tells whether messages go over connections. */
    boolean isOverTcp();
  }

  /** Returns how many messages at most are neither in a buffer nor with the subscriber. */
  private static int slack(Subject subject) {
    return subject.isOverTcp() ? SLACK : 0;
  }

  /** Returns a plan with a slow subscriber and two others, and a publisher that only blocks. */
  private static BroadcastPlan unpaced(Subject subject, int depth) {
    int payload = subject.isOverTcp() ? LONG : 0;
    return new BroadcastPlan(3, 1, MESSAGES, depth, Overflow.BLOCK, 1, 0, payload);
  }

  /** Returns a plan with a slow subscriber and two others, and a publisher that pauses. */
  private static BroadcastPlan paced(Subject subject, Overflow overflow) {
    int payload = subject.isOverTcp() ? LONG : 0;
    return new BroadcastPlan(3, 1, MESSAGES, DEPTH, overflow, 1, 1, payload);
  }

  private static Caller<Void> start(Broadcast broadcast, Deliveries op) {
    return Caller.start(
        () -> {
          broadcast.run(op);
          return null;
        });
  }

  /** A task that is left over would keep the thread that the next op needs. */
  private static void requireUsable(Broadcast broadcast, BroadcastPlan plan, ScriptedLeaf leaf)
      throws ExecutionException, InterruptedException {
    leaf.reset();
    requireExact(broadcast, new WatchedDeliveries(plan));
  }

  private static void requireExact(Broadcast broadcast, Deliveries op)
      throws ExecutionException, InterruptedException {
    broadcast.run(op);
    requireExact(op);
  }

  private static void requireExact(Deliveries op) {
    assertThatCode(op::check).doesNotThrowAnyException();
  }
}
