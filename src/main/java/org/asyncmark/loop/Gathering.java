package org.asyncmark.loop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The future of a gather: a counter, and no atomic, because one thread does it all. */
final class Gathering<T, R> extends LoopFuture<List<R>> {
  private final boolean failFast;
  private final Function<LoopFuture<T>, R> result;
  private final List<LoopFuture<T>> children;
  private int pending;
  private boolean cancelRequested;
  private boolean beingCancelled;

  Gathering(
      EventLoop loop,
      boolean failFast,
      Function<LoopFuture<T>, R> result,
      Collection<? extends Awaitable<? extends T>> awaitables) {
    super(loop);
    this.failFast = failFast;
    this.result = result;
    this.children = Async.ensureAll(loop, "a gather", awaitables);
    this.pending = children.size();
  }

  Gathering<T, R> start() {
    if (pending == 0) {
      settleDone(List.of());
    }
    Consumer<LoopFuture<T>> childDone = this::childDone;
    // a child that is done may end the gather at once, so that the others must be known by then
    for (LoopFuture<T> child : children) {
      if (child.isDone()) {
        childDone(child);
      } else {
        child.whenDone(childDone);
      }
    }
    return this;
  }

  /**
   * Cancels all children; this future is done when they are.
   *
   * @return false if no child was left to cancel
   */
  @Override
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    loop().requireLoopThread("cancel");
    return new CancelWalk(message).cancel(this);
  }

  List<LoopFuture<T>> children() {
    return children;
  }

  /** Tells whether a cancellation is on its way through the children. */
  boolean isBeingCancelled() {
    return beingCancelled;
  }

  void beginCancel() {
    beingCancelled = true;
  }

  /**
   * @param any whether there was a child to cancel
   */
  void endCancel(boolean any) {
    beingCancelled = false;
    cancelRequested |= any;
  }

  /** Throws: a gather gets its result from its children. */
  @Override
  public void complete(@Nullable List<R> value) {
    throw new IllegalStateException("a gather gets its result from its children");
  }

  /** Throws: a gather fails when a child does. */
  @Override
  public void fail(Throwable cause) {
    throw new IllegalStateException("a gather fails when a child does");
  }

  private void childDone(LoopFuture<T> child) {
    pending--;
    if (isDone()) {
      return; // failed before
    }
    Throwable thrown = failFast ? child.thrown() : null;
    if (thrown != null) {
      settleFailed(thrown);
    } else if (pending == 0 && cancelRequested) {
      settleFailed(cancellationOfTheChildren());
    } else if (pending == 0) {
      settleDone(results());
    }
  }

  private Throwable cancellationOfTheChildren() {
    for (LoopFuture<T> child : children) {
      if (child.isCancelled()) {
        return Objects.requireNonNull(child.thrown(), "a cancelled child throws");
      }
    }
    return new CancelledException("the gather was cancelled");
  }

  private List<R> results() {
    List<R> results = new ArrayList<>(children.size());
    for (LoopFuture<T> child : children) {
      results.add(result.apply(child));
    }
    return results;
  }
}
