package org.asyncmark.pattern.shutdown;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.ReturnWhen;
import org.asyncmark.loop.Task;

/**
 * {@link Service} as tasks of one loop, as a Python programmer would write it: a set that keeps the
 * background tasks until they are done, {@code wait} with the deadline for all in it, and {@code
 * cancel} and {@code gather} for those that it returns as pending. On one thread the stop has no
 * race: an offer is handed over before it or behind it.
 */
final class LoopService implements Service {
  private final EventLoop loop;
  private final LoopLeaf leaf;
  private final ShutdownOp op;
  // loop thread only
  private final Set<Task<Long>> inFlight = new LinkedHashSet<>();
  private boolean accepting;

  LoopService(EventLoop loop, LoopLeaf leaf, ShutdownOp op) {
    this.loop = loop;
    this.leaf = leaf;
    this.op = op;
  }

  @Override
  public void start() {
    loop.callSoonThreadsafe(() -> accepting = true);
  }

  @Override
  public void offer(int offer) {
    loop.callSoonThreadsafe(() -> take(offer));
  }

  private void take(int offer) {
    if (!accepting) {
      op.ended(offer, End.REJECTED);
      return;
    }
    Task<Long> task = Task.start(loop, () -> leaf.call(offer));
    inFlight.add(task);
    task.onDone(done -> ended(offer, task)); // its body may never begin, so that cannot note it
  }

  private void ended(int offer, Task<Long> task) {
    inFlight.remove(task);
    try {
      op.returned(offer, task.result());
    } catch (CancellationException e) {
      op.ended(offer, End.ABORTED);
    } catch (ExecutionException e) {
      op.failed(offer, e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public void awaitAnswers() throws ExecutionException, InterruptedException {
    loop.callAndWait(() -> Task.start(loop, Awaitable.done()));
  }

  @Override
  public void shutDown(Duration deadline) throws ExecutionException, InterruptedException {
    try {
      loop.callAndWait(() -> Task.start(loop, () -> drain(deadline)));
    } catch (InterruptedException e) {
      loop.callSoonThreadsafe(this::abortAll); // the drain may not have begun, and never will then
      throw e;
    }
  }

  private void abortAll() {
    accepting = false;
    List.copyOf(inFlight).forEach(Task::cancel);
  }

  private Awaitable<Integer> drain(Duration deadline) {
    accepting = false;
    List<Task<Long>> taken = List.copyOf(inFlight);
    if (taken.isEmpty()) {
      return Awaitable.of(0);
    }
    return Async.<Long>waitUntil(ReturnWhen.ALL_COMPLETED, taken, deadline)
        .then(
            waited -> {
              waited.pending().forEach(LoopFuture::cancel);
              return Async.<Long>gatherSettled(loop, waited.pending());
            })
        .map(List::size);
  }
}
