package org.asyncmark.pattern.broadcast;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.asyncmark.future.AsyncQueue;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.loop.Task;
import org.asyncmark.pattern.AsyncTask;
import org.asyncmark.pattern.FutureResults;
import org.jspecify.annotations.Nullable;

/**
 * {@link Broadcast} as composition of {@link CompletableFuture}s, with an {@link AsyncQueue} in
 * front of each subscriber. No thread waits in it; who had to wait goes on as a task of the pool,
 * so that publisher and subscribers run in parallel, as threads do. Over TCP, the connections are
 * those of a loop, and one more task for each subscriber takes from its queue and sends.
 *
 * @param leaf how slow subscribers and a paced publisher wait
 * @param lines connections of the subscribers; null if they take from their queues
 */
record FutureBroadcast(
    ExecutorService tasks,
    BroadcastPlan plan,
    FutureLeaf leaf,
    @Nullable LoopLines<FutureLine> lines)
    implements Broadcast {
  private static final CompletableFuture<@Nullable Void> DONE =
      CompletableFuture.completedFuture(null);

  @Override
  public void run(Deliveries op) throws ExecutionException, InterruptedException {
    if (lines != null) {
      lines.loop().callAndWait(() -> Task.start(lines.loop(), lines::connect));
    }
    List<AsyncQueue<Integer>> buffers = new ArrayList<>();
    List<Looping> all = new ArrayList<>();
    for (int i = 0; i < plan.subscribers(); i++) {
      AsyncQueue<Integer> buffer = new AsyncQueue<>(plan.depth());
      buffers.add(buffer);
      if (lines == null) {
        all.add(new Subscriber(i, buffer::take, op));
      } else {
        FutureLine line = lines.of(i);
        all.add(new Subscriber(i, line::receive, op));
        all.add(new Sender(i, buffer, line, op));
      }
    }
    all.add(new Publisher(buffers, op));
    CompletableFuture<?> over =
        FutureResults.allOrFirstFailure(all.stream().map(AsyncTask::ended).toList());
    try {
      all.forEach(tasks::execute);
      over.get();
    } catch (InterruptedException | ExecutionException | RuntimeException | Error e) {
      all.forEach(AsyncTask::cancel);
      if (lines != null) {
        lines.disconnect(); // with messages on their way that are none of the next op
      }
      throw e;
    }
  }

  /** An asynchronous loop; it runs when it is handed to the executor. */
  private abstract class Looping extends AsyncTask implements Runnable {
    /** Goes on until the end, or until it has to wait; it is called again after that. */
    abstract void goOn();

    @Override
    public final void run() {
      try {
        if (isCancelled()) {
          throw new CancellationException("a publisher or subscriber was cancelled");
        }
        goOn();
      } catch (Throwable e) { // whatever it is, it is the caller's to see
        fail(e);
      }
    }

    /**
     * Tells whether something is over; if not, this goes on as a task of the executor when it is.
     */
    final boolean isOver(CompletableFuture<?> pending) {
      if (pending.isDone()) {
        pending.join(); // throws if it failed
        return true;
      }
      awaits(pending);
      pending.whenCompleteAsync(
          (value, failure) -> {
            if (failure == null) {
              run();
            } else {
              fail(failure);
            }
          },
          tasks);
      return false;
    }
  }

  /** A loop that takes one message after the other. */
  private abstract class Taker extends Looping {
    private final Supplier<CompletableFuture<Integer>> source;
    private @Nullable CompletableFuture<Integer> taking; // null while it deals with one

    Taker(Supplier<CompletableFuture<Integer>> source) {
      this.source = source;
    }

    /** Begins to deal with a message and returns the end of that. */
    abstract CompletableFuture<?> dealWith(Integer message);

    @Override
    final void goOn() {
      while (true) {
        if (taking == null) {
          taking = source.get();
          if (!isOver(taking)) {
            return;
          }
        }
        Integer message = taking.join();
        taking = null;
        CompletableFuture<?> dealt = dealWith(message);
        if (message < 0) {
          end();
          return;
        }
        if (!isOver(dealt)) {
          return;
        }
      }
    }
  }

  private final class Subscriber extends Taker {
    private final int number;
    private final Deliveries op;

    Subscriber(int number, Supplier<CompletableFuture<Integer>> source, Deliveries op) {
      super(source);
      this.number = number;
      this.op = op;
    }

    @Override
    CompletableFuture<?> dealWith(Integer message) {
      if (message < 0) {
        op.ended(number);
        return DONE;
      }
      op.took(number, message);
      return plan.isSlow(number) ? leaf.call(plan.work(number)) : DONE;
    }
  }

  /** Sends what the publisher has put; nobody waits for the end mark, whose arrival is the end. */
  private final class Sender extends Taker {
    private final int number;
    private final FutureLine line;
    private final Deliveries op;

    Sender(int number, AsyncQueue<Integer> buffer, FutureLine line, Deliveries op) {
      super(buffer::take);
      this.number = number;
      this.line = line;
      this.op = op;
    }

    @Override
    CompletableFuture<?> dealWith(Integer message) {
      return message < 0 && op.isDisconnected(number) ? line.hangUp() : line.send(message);
    }
  }

  private final class Publisher extends Looping {
    private final List<AsyncQueue<Integer>> buffers;
    private final Deliveries op;
    private int next; // message; behind the last one is the end mark
    private int subscriber; // that gets it next
    private Integer message = Deliveries.END;

    Publisher(List<AsyncQueue<Integer>> buffers, Deliveries op) {
      this.buffers = buffers;
      this.op = op;
    }

    @Override
    void goOn() {
      while (next <= plan.messages()) {
        if (subscriber == 0) {
          message = next < plan.messages() ? op.publishing(next) : Deliveries.END;
        }
        while (subscriber < buffers.size()) {
          CompletableFuture<?> offered = offer(subscriber);
          subscriber++;
          if (!isOver(offered)) {
            return;
          }
        }
        subscriber = 0;
        next++;
        if (plan.isPaced() && message >= 0 && !isOver(leaf.call(plan.pause(message)))) {
          return;
        }
      }
      end();
    }

    private CompletableFuture<?> offer(int to) {
      AsyncQueue<Integer> buffer = buffers.get(to);
      if (plan.overflow() == Overflow.BLOCK || message < 0) {
        return buffer.put(message);
      }
      if (plan.overflow() == Overflow.DROP_OLDEST) {
        while (!buffer.offer(message)) {
          if (buffer.poll() != null) { // else the subscriber was faster
            op.dropped(to);
          }
        }
      } else if (!op.isRefused(to, message) && !buffer.offer(message)) {
        op.disconnected(to, message);
      }
      return DONE;
    }
  }
}
