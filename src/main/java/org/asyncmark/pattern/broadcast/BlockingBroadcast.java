package org.asyncmark.pattern.broadcast;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.TaskResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Broadcast} with a blocking task for each subscriber and for the publisher, and an {@link
 * ArrayBlockingQueue} in front of each subscriber, on a pool of platform threads or on virtual
 * threads, as the executor decides. Only the publisher puts, so that a place that it has made stays
 * free until it puts again. Over TCP, one more task for each subscriber takes from its queue and
 * sends.
 *
 * @param tasks runs the tasks of an op at once
 * @param leaf how slow subscribers and a paced publisher wait
 * @param lines connections of the subscribers; null if they take from their queues
 */
record BlockingBroadcast(
    ExecutorService tasks, BroadcastPlan plan, BlockingLeaf leaf, @Nullable SocketLines lines)
    implements Broadcast {
  /** Returns how many tasks an op has. */
  static int tasks(BroadcastPlan plan) {
    return 1 + plan.subscribers() * (plan.isOverTcp() ? 2 : 1);
  }

  @Override
  public void run(Deliveries op) throws ExecutionException, InterruptedException {
    Op running = new Op(op);
    try {
      if (lines != null) {
        lines.connect();
      }
      running.start();
      running.ends.await();
    } catch (IOException e) {
      throw new ExecutionException(e);
    } catch (ExecutionException | InterruptedException | RuntimeException | Error e) {
      running.cancel();
      throw e;
    }
  }

  /** One op: its buffers and its tasks. */
  private final class Op {
    private final Deliveries op;
    private final List<BlockingQueue<Integer>> buffers = new ArrayList<>();
    private final List<Future<?>> started = new ArrayList<>();
    private final TaskResults ends = new TaskResults(tasks(plan));

    Op(Deliveries op) {
      this.op = op;
    }

    void start() {
      for (int i = 0; i < plan.subscribers(); i++) {
        int subscriber = i;
        BlockingQueue<Integer> buffer = new ArrayBlockingQueue<>(plan.depth());
        buffers.add(buffer);
        if (lines == null) {
          start(() -> subscribe(subscriber, buffer::take));
        } else {
          SocketLine line = lines.of(subscriber);
          start(() -> subscribe(subscriber, line::receive));
          start(() -> send(subscriber, line));
        }
      }
      start(this::publish);
    }

    private void start(Callable<Long> task) {
      int index = started.size();
      started.add(tasks.submit(() -> ends.settle(index, task)));
    }

    void cancel() {
      started.forEach(each -> each.cancel(true));
      if (lines != null) {
        lines.disconnect(); // with messages on their way that are none of the next op
      }
    }

    private long subscribe(int subscriber, Callable<Integer> source) throws Exception {
      for (Integer message = source.call(); message >= 0; message = source.call()) {
        op.took(subscriber, message);
        if (plan.isSlow(subscriber)) {
          leaf.call(plan.work(subscriber));
        }
      }
      op.ended(subscriber);
      return subscriber;
    }

    private long send(int subscriber, SocketLine line) throws IOException, InterruptedException {
      BlockingQueue<Integer> buffer = buffers.get(subscriber);
      Integer message = buffer.take();
      while (message >= 0) {
        line.send(message);
        message = buffer.take();
      }
      if (op.isDisconnected(subscriber)) {
        line.disconnect();
      } else {
        line.send(message);
      }
      return subscriber;
    }

    private long publish() throws Exception {
      for (int i = 0; i < plan.messages(); i++) {
        Integer message = op.publishing(i);
        for (int subscriber = 0; subscriber < buffers.size(); subscriber++) {
          offer(message, subscriber, buffers.get(subscriber));
        }
        if (plan.isPaced()) {
          leaf.call(plan.pause(i));
        }
      }
      for (BlockingQueue<Integer> buffer : buffers) {
        buffer.put(Deliveries.END);
      }
      return plan.subscribers();
    }

    private void offer(Integer message, int subscriber, BlockingQueue<Integer> to)
        throws InterruptedException {
      switch (plan.overflow()) {
        case BLOCK -> to.put(message);
        case DROP_OLDEST -> {
          while (!to.offer(message)) {
            if (to.poll() != null) { // else it was taken meanwhile
              op.dropped(subscriber);
            }
          }
        }
        case DISCONNECT -> {
          if (!op.isRefused(subscriber, message) && !to.offer(message)) {
            op.disconnected(subscriber, message);
          }
        }
      }
    }
  }
}
