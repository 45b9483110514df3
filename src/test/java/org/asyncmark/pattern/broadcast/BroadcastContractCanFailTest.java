package org.asyncmark.pattern.broadcast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingDeque;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.ContractCanFailTest;
import org.asyncmark.pattern.Mistake;
import org.asyncmark.pattern.ScriptedLeaf;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.Stages;
import org.jspecify.annotations.Nullable;

/** Shows that the contract catches models that do other work: each of these is wrong in one way. */
class BroadcastContractCanFailTest
    extends ContractCanFailTest<BroadcastContract.Subject, BroadcastContractCanFailTest.Wrong> {
  BroadcastContractCanFailTest() {
    super(Wrong.values(), BroadcastContract.values());
  }

  /** A mistake, and the rule that has to catch it. */
  enum Wrong implements Mistake<BroadcastContract.Subject> {
    LOSES_A_MESSAGE(BroadcastContract.UNDER_BLOCK_EACH_SUBSCRIBER_GETS_EVERY_MESSAGE_IN_ORDER),
    PUBLISHES_A_MESSAGE_TWICE(
        BroadcastContract.UNDER_BLOCK_EACH_SUBSCRIBER_GETS_EVERY_MESSAGE_IN_ORDER),
    OVERTAKES(BroadcastContract.UNDER_BLOCK_EACH_SUBSCRIBER_GETS_EVERY_MESSAGE_IN_ORDER),
    DROPS_WHERE_IT_SHOULD_BLOCK(BroadcastContract.UNDER_BLOCK_A_FULL_BUFFER_HOLDS_THE_PUBLISHER),
    HAS_DEEPER_BUFFERS(BroadcastContract.UNDER_BLOCK_A_FULL_BUFFER_HOLDS_THE_PUBLISHER),
    HAS_NO_BUFFERS(
        BroadcastContract.THE_OTHERS_GET_ON_WHILE_A_BUFFER_HAS_ROOM_AND_THE_OP_ENDS_WITH_THE_LAST),
    IS_OVER_WHEN_ALL_IS_PUBLISHED(
        BroadcastContract.THE_OTHERS_GET_ON_WHILE_A_BUFFER_HAS_ROOM_AND_THE_OP_ENDS_WITH_THE_LAST),
    DROPS_THE_NEWEST(BroadcastContract.UNDER_DROP_OLDEST_A_FULL_BUFFER_HOLDS_THE_NEWEST),
    COUNTS_NO_DROPS(BroadcastContract.UNDER_DROP_OLDEST_A_FULL_BUFFER_HOLDS_THE_NEWEST),
    BLOCKS_WHERE_IT_SHOULD_DROP(BroadcastContract.UNDER_DROP_OLDEST_A_FULL_BUFFER_HOLDS_THE_NEWEST),
    CONNECTS_AGAIN(
        BroadcastContract
            .UNDER_DISCONNECT_A_SUBSCRIBER_THAT_WAS_FULL_ONCE_GETS_WHAT_WAS_IN_FRONT_AND_NO_MORE),
    DISCARDS_THE_BUFFER(
        BroadcastContract
            .UNDER_DISCONNECT_A_SUBSCRIBER_THAT_WAS_FULL_ONCE_GETS_WHAT_WAS_IN_FRONT_AND_NO_MORE),
    SWALLOWS_FAILURES(BroadcastContract.A_FAILURE_ENDS_THE_OP_AND_ALL_ITS_TASKS),
    LETS_TASKS_RUN_ON_AFTER_A_FAILURE(BroadcastContract.A_FAILURE_ENDS_THE_OP_AND_ALL_ITS_TASKS),
    IGNORES_INTERRUPTION(BroadcastContract.AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_RUNNING),
    LETS_TASKS_RUN_ON_WHEN_INTERRUPTED(
        BroadcastContract.AN_INTERRUPTED_CALLER_LEAVES_NO_TASK_RUNNING);

    private final BroadcastContract caughtBy;

    Wrong(BroadcastContract caughtBy) {
      this.caughtBy = caughtBy;
    }

    @Override
    public BroadcastContract caughtBy() {
      return caughtBy;
    }
  }

  @Override
  protected BroadcastContract.Subject subject(Stages stages, @Nullable Wrong mistake) {
    return new BroadcastContract.Subject() {
      @Override
      public Broadcast open(BroadcastPlan plan, ScriptedLeaf leaf) {
        Stage stage = stages.open(plan.subscribers() + 1, leaf);
        return new WrongBroadcast(stage.tasks(), plan, stage.blockingLeaf(), mistake);
      }

      @Override
      public boolean isOverTcp() {
        return false;
      }
    };
  }

  /** A broadcast that is right but for one mistake, if it is given one. */
  private record WrongBroadcast(
      ExecutorService pool, BroadcastPlan plan, BlockingLeaf leaf, @Nullable Wrong mistake)
      implements Broadcast {
    private static final int WRONG_MESSAGE = 5;

    @Override
    public void run(Deliveries op) throws ExecutionException, InterruptedException {
      List<Future<Void>> tasks = new ArrayList<>();
      try {
        runTasks(op, tasks);
      } catch (InterruptedException e) {
        if (mistake != Wrong.LETS_TASKS_RUN_ON_WHEN_INTERRUPTED) {
          tasks.forEach(task -> task.cancel(true));
        }
        throw e;
      } catch (ExecutionException e) {
        if (mistake != Wrong.LETS_TASKS_RUN_ON_AFTER_A_FAILURE) {
          tasks.forEach(task -> task.cancel(true));
        }
        throw e;
      }
    }

    private void runTasks(Deliveries op, List<Future<Void>> tasks)
        throws ExecutionException, InterruptedException {
      CompletionService<Void> ends = new ExecutorCompletionService<>(pool);
      List<BlockingDeque<Integer>> buffers = new ArrayList<>();
      for (int i = 0; i < plan.subscribers(); i++) {
        int subscriber = i;
        BlockingDeque<Integer> buffer = new LinkedBlockingDeque<>(depth());
        buffers.add(buffer);
        tasks.add(ends.submit(() -> subscribe(subscriber, buffer, op)));
      }
      Callable<Void> publisher = () -> publish(buffers, op);
      tasks.add(ends.submit(publisher));
      if (mistake == Wrong.IS_OVER_WHEN_ALL_IS_PUBLISHED) {
        tasks.get(plan.subscribers()).get();
        return;
      }
      int left = tasks.size();
      while (left > 0) {
        try {
          ends.take().get();
          left--;
        } catch (InterruptedException e) {
          if (mistake != Wrong.IGNORES_INTERRUPTION) {
            throw e;
          }
        }
      }
    }

    private int depth() {
      if (mistake == Wrong.HAS_NO_BUFFERS) {
        return 1;
      }
      return plan.depth() + (mistake == Wrong.HAS_DEEPER_BUFFERS ? 1 : 0);
    }

    private @Nullable Void subscribe(int subscriber, BlockingDeque<Integer> buffer, Deliveries op)
        throws Exception {
      for (Integer message = buffer.take(); message >= 0; message = buffer.take()) {
        op.took(subscriber, message);
        if (plan.isSlow(subscriber)) {
          work(subscriber);
        }
      }
      op.ended(subscriber);
      return null;
    }

    private void work(int subscriber) throws IOException, InterruptedException {
      try {
        leaf.call(plan.work(subscriber));
      } catch (IOException e) {
        if (mistake != Wrong.SWALLOWS_FAILURES) {
          throw e;
        }
      }
    }

    private @Nullable Void publish(List<BlockingDeque<Integer>> buffers, Deliveries op)
        throws Exception {
      for (int i = 0; i < plan.messages(); i++) {
        Integer message = op.publishing(i);
        for (int subscriber = 0; subscriber < buffers.size(); subscriber++) {
          offerOrNot(message, subscriber, buffers.get(subscriber), op);
        }
        if (plan.isPaced()) {
          leaf.call(plan.pause(i));
        }
      }
      for (BlockingDeque<Integer> buffer : buffers) {
        buffer.put(Deliveries.END);
      }
      return null;
    }

    private void offerOrNot(
        Integer message, int subscriber, BlockingDeque<Integer> to, Deliveries op)
        throws InterruptedException {
      if (message != WRONG_MESSAGE || mistake == null) {
        offer(message, subscriber, to, op);
        return;
      }
      switch (mistake) {
        case LOSES_A_MESSAGE -> {}
        case PUBLISHES_A_MESSAGE_TWICE -> {
          offer(message, subscriber, to, op);
          offer(message, subscriber, to, op);
        }
        case OVERTAKES -> to.putFirst(message + 1); // and once more in its place
        default -> offer(message, subscriber, to, op);
      }
    }

    private void offer(Integer message, int subscriber, BlockingDeque<Integer> to, Deliveries op)
        throws InterruptedException {
      switch (policy()) {
        case BLOCK -> to.put(message);
        case DROP_OLDEST -> {
          while (!to.offer(message)) {
            Integer gone = mistake == Wrong.DROPS_THE_NEWEST ? to.pollLast() : to.poll();
            if (gone != null && mistake != Wrong.COUNTS_NO_DROPS) {
              op.dropped(subscriber);
            }
          }
        }
        case DISCONNECT -> {
          boolean refused = op.isRefused(subscriber, message) && mistake != Wrong.CONNECTS_AGAIN;
          if (!refused && !to.offer(message)) {
            op.disconnected(subscriber, message);
            if (mistake == Wrong.DISCARDS_THE_BUFFER) {
              to.clear();
            }
          }
        }
      }
    }

    private Overflow policy() {
      if (mistake == Wrong.DROPS_WHERE_IT_SHOULD_BLOCK) {
        return Overflow.DROP_OLDEST;
      }
      return mistake == Wrong.BLOCKS_WHERE_IT_SHOULD_DROP ? Overflow.BLOCK : plan.overflow();
    }
  }
}
