package org.asyncmark.pattern.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.pattern.pool.PoolContractCanFailTest.Wrong;
import org.jspecify.annotations.Nullable;

/**
 * A pool that keeps its contract but for one mistake. Its tasks take their place in line in order.
 */
final class WrongPool implements Pool {
  private final ExecutorService tasks;
  private final BlockingLeaf leaf;
  private final Slots slots;
  private final Duration timeout;
  private final @Nullable Wrong mistake;

  // guarded by this
  private final Deque<Slot> idle = new ArrayDeque<>();
  private final Deque<CompletableFuture<Slot>> line = new ArrayDeque<>();

  WrongPool(
      ExecutorService tasks,
      BlockingLeaf leaf,
      Slots slots,
      Duration timeout,
      @Nullable Wrong mistake) {
    this.tasks = tasks;
    this.leaf = leaf;
    this.slots = slots;
    this.timeout = timeout;
    this.mistake = mistake;
    idle.addAll(slots.openAll());
    if (mistake == Wrong.LENDS_ONE_TOO_MANY) {
      idle.add(slots.open());
    } else if (mistake == Wrong.LENDS_ONE_TOO_FEW) {
      idle.remove();
    }
  }

  @Override
  public void run(PoolOp op) throws ExecutionException, InterruptedException {
    List<CompletableFuture<Slot>> turns = new ArrayList<>();
    List<Future<?>> started = new ArrayList<>();
    for (int i = 0; i < op.tasks(); i++) {
      int task = i;
      op.asks(task);
      CompletableFuture<Slot> turn = takePlace();
      turns.add(turn);
      started.add(
          tasks.submit(
              () -> {
                borrow(op, task, turn);
                return null;
              }));
    }
    try {
      for (Future<?> each : started) {
        each.get();
      }
    } catch (InterruptedException e) {
      leave(turns);
      if (mistake != Wrong.LETS_LEAVES_RUN_ON_WHEN_INTERRUPTED) {
        started.forEach(each -> each.cancel(true));
      }
      throw e;
    }
  }

  private void borrow(PoolOp op, int task, CompletableFuture<Slot> turn)
      throws ExecutionException, InterruptedException {
    try {
      use(op, task, turn.get(nanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      if (mistake != Wrong.LENDS_TO_WHO_HAS_GIVEN_UP) {
        leave(List.of(turn));
        if (turn.isDone()) { // it was lent meanwhile
          give(turn.join());
        }
      }
      op.failed(task, e);
    }
  }

  private long nanos() {
    if (mistake == Wrong.NEVER_TIMES_OUT) {
      return Long.MAX_VALUE;
    }
    return mistake == Wrong.TIMES_OUT_EARLY ? 1 : timeout.toNanos();
  }

  private void use(PoolOp op, int task, Slot slot) throws InterruptedException {
    boolean keeps = false;
    try {
      op.has(task, slot);
      long value = leaf.call(task);
      op.returned(task, mistake == Wrong.GIVES_ANOTHER_VALUE ? value + 1 : value);
    } catch (IOException | IllegalStateException e) {
      op.failed(task, e);
      keeps = mistake == Wrong.KEEPS_THE_SLOT_OF_A_FAILURE;
    } catch (InterruptedException e) {
      keeps = mistake == Wrong.KEEPS_THE_SLOT_OF_AN_INTERRUPT;
      throw e;
    } finally {
      op.gives(task, slot);
      if (!keeps) {
        giveBack(slot);
      }
    }
  }

  private void giveBack(Slot slot) {
    if (!slot.isBroken() || mistake == Wrong.LENDS_WHAT_IS_BROKEN) {
      give(slot);
    } else if (mistake != Wrong.NEVER_REPLACES) {
      give(slots.open());
      if (mistake == Wrong.REPLACES_TWICE) {
        give(slots.open());
      }
    }
  }

  private synchronized CompletableFuture<Slot> takePlace() {
    CompletableFuture<Slot> turn = new CompletableFuture<>();
    Slot slot = mistake == Wrong.LENDS_THE_LAST_FIRST ? idle.pollLast() : idle.poll();
    if (mistake == Wrong.LENDS_WITHOUT_LIMIT) {
      turn.complete(slots.open());
    } else if (slot == null) {
      line.add(turn);
    } else {
      turn.complete(slot);
      if (mistake == Wrong.LENDS_A_SLOT_TWICE) {
        idle.addFirst(slot);
      }
    }
    return turn;
  }

  private synchronized void leave(List<CompletableFuture<Slot>> turns) {
    line.removeIf(each -> turns.stream().anyMatch(turn -> turn == each));
  }

  private synchronized void give(Slot slot) {
    CompletableFuture<Slot> next =
        mistake == Wrong.SERVES_THE_LAST_FIRST ? line.pollLast() : line.poll();
    if (next == null) {
      idle.add(slot);
    } else {
      next.complete(slot);
    }
  }

  @Override
  public synchronized int idle() {
    if (mistake == Wrong.LENDS_WITHOUT_LIMIT) {
      return slots.size();
    }
    int hidden = mistake == Wrong.LENDS_ONE_TOO_MANY ? 1 : 0;
    return idle.size() - hidden + (mistake == Wrong.LENDS_ONE_TOO_FEW ? 1 : 0);
  }
}
