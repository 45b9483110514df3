package org.asyncmark.pattern.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroup;
import org.asyncmark.loop.TaskGroupException;
import org.jspecify.annotations.Nullable;

/**
 * {@link Broadcast} with a task for each subscriber on one loop, and a {@link LoopQueue} in front
 * of each, as a Python programmer would write it: the publisher puts without waiting where there is
 * room, and a policy is a few lines around a full queue. Nobody else runs until the publisher
 * waits: one that neither blocks nor is paced publishes all before the first delivery. Over TCP,
 * one more task for each subscriber takes from its queue and sends; both ends of the connections
 * are on the same loop.
 *
 * @param leaf how slow subscribers and a paced publisher wait
 * @param lines connections of the subscribers; null if they take from their queues
 */
record LoopBroadcast(
    EventLoop loop, BroadcastPlan plan, LoopLeaf leaf, @Nullable LoopLines<AwaitableLine> lines)
    implements Broadcast {
  @Override
  public void run(Deliveries op) throws ExecutionException, InterruptedException {
    try {
      loop.callAndWait(() -> Task.start(loop, () -> new Op(op).run()));
    } catch (ExecutionException e) {
      disconnect();
      if (e.getCause() instanceof TaskGroupException group) {
        throw new ExecutionException(group.failures().get(0));
      }
      throw e;
    } catch (InterruptedException e) {
      disconnect();
      throw e;
    }
  }

  private void disconnect() {
    if (lines != null) {
      lines.disconnect(); // with messages on their way that are none of the next op
    }
  }

  /** One op. Loop thread only. */
  private final class Op {
    private final Deliveries op;
    private final List<LoopQueue<Integer>> buffers = new ArrayList<>();
    private final TaskGroup tasks = new TaskGroup();

    Op(Deliveries op) {
      this.op = op;
    }

    Awaitable<Void> run() {
      Awaitable<Void> connected = lines == null ? Awaitable.done() : lines.connect();
      return connected.then(all -> tasks.run(this::startAndPublish));
    }

    private Awaitable<Void> startAndPublish() {
      for (int i = 0; i < plan.subscribers(); i++) {
        int subscriber = i;
        buffers.add(LoopQueue.fifo(plan.depth()));
        tasks.start(() -> subscribe(subscriber));
        if (lines != null) {
          AwaitableLine line = lines.of(subscriber);
          tasks.start(() -> send(subscriber, line));
        }
      }
      return publish(0);
    }

    private Awaitable<Void> send(int subscriber, AwaitableLine line) {
      return buffers
          .get(subscriber)
          .get()
          .then(
              message -> {
                if (message >= 0) {
                  return line.send(message).then(sent -> send(subscriber, line));
                }
                if (!op.isDisconnected(subscriber)) {
                  return line.send(message);
                }
                line.disconnect();
                return Awaitable.done();
              });
    }

    private Awaitable<Integer> next(int subscriber) {
      return lines == null ? buffers.get(subscriber).get() : lines.of(subscriber).receive();
    }

    private Awaitable<Void> subscribe(int subscriber) {
      return next(subscriber)
          .then(
              message -> {
                if (message < 0) {
                  op.ended(subscriber);
                  return Awaitable.done();
                }
                op.took(subscriber, message);
                return plan.isSlow(subscriber)
                    ? leaf.call(plan.work(subscriber)).then(worked -> subscribe(subscriber))
                    : subscribe(subscriber);
              });
    }

    private Awaitable<Void> publish(int next) {
      if (next == plan.messages()) {
        return offer(Deliveries.END, 0);
      }
      Awaitable<Void> published = offer(op.publishing(next), 0);
      return plan.isPaced()
          ? published.then(all -> leaf.call(plan.pause(next))).then(paused -> publish(next + 1))
          : published.then(all -> publish(next + 1));
    }

    /** Offers a message to a subscriber and those behind it, and waits where it has to. */
    private Awaitable<Void> offer(Integer message, int first) {
      for (int i = first; i < buffers.size(); i++) {
        LoopQueue<Integer> buffer = buffers.get(i);
        if (!buffer.isFull()) {
          if (!op.isRefused(i, message)) {
            buffer.putNowait(message);
          }
        } else if (plan.overflow() == Overflow.BLOCK || message < 0) {
          int next = i + 1;
          return buffer.put(message).then(put -> offer(message, next));
        } else if (plan.overflow() == Overflow.DROP_OLDEST) {
          buffer.getNowait();
          op.dropped(i);
          buffer.putNowait(message);
        } else if (!op.isRefused(i, message)) {
          op.disconnected(i, message);
        }
      }
      return Awaitable.done();
    }
  }
}
