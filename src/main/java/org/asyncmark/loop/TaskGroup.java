package org.asyncmark.loop;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end before the part of a task that started them does: {@code asyncio.TaskGroup}. If
 * one fails, the others and the body are cancelled, and after they all have ended, the group fails
 * with a {@link TaskGroupException} of the real failures. Loop thread only.
 *
 * <pre>{@code
 * TaskGroup group = new TaskGroup();
 * return group.run(() -> {
 *   group.start(() -> fetch("a"));
 *   group.start(() -> fetch("b"));
 *   return Awaitable.done();
 * });
 * }</pre>
 */
public final class TaskGroup {
  private final Set<Task<?>> tasks = new LinkedHashSet<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Consumer<LoopFuture<?>> taskDone = this::taskDone;
  private @Nullable Task<?> parent;
  private boolean exiting;
  private boolean aborting;
  private boolean parentCancelRequested;
  private @Nullable LoopFuture<Void> allDone;
  private @Nullable CancellationException cancellation; // of the parent, to be passed on

  /**
   * Runs {@code body} and waits for it and for all that was started in this group meanwhile.
   *
   * @return an awaitable with the result of the body, that fails with a {@link TaskGroupException}
   *     if the body or a task failed, and with an {@link IllegalStateException} if this group was
   *     run before
   */
  public <T> Awaitable<T> run(Callable<? extends Awaitable<T>> body) {
    return new Scope<>(Awaitable.call(body));
  }

  /**
   * Starts a task in this group; it runs in the next turn.
   *
   * @throws IllegalStateException unless the group is running
   */
  public <T> Task<T> start(Callable<? extends Awaitable<T>> body) {
    return start(Awaitable.call(body));
  }

  /**
   * Starts a task in this group that waits for something, from the next turn on.
   *
   * @throws IllegalStateException unless the group is running
   */
  public <T> Task<T> start(Awaitable<T> body) {
    if (parent == null) {
      throw new IllegalStateException("the task group does not run yet; start tasks in its body");
    }
    if (exiting && tasks.isEmpty()) {
      throw new IllegalStateException("the task group is finished");
    }
    if (aborting) {
      throw new IllegalStateException("the task group is shutting down after a failure");
    }
    Task<T> task = Task.start(parent.loop(), body);
    task.whenDone(taskDone);
    tasks.add(task);
    return task;
  }

  int size() {
    return tasks.size();
  }

  private void taskDone(LoopFuture<?> task) {
    tasks.remove(task);
    if (allDone != null && tasks.isEmpty() && !allDone.isDone()) {
      allDone.settleDone(null);
    }
    if (task.failure() == null) {
      return;
    }
    failures.add(task.failure());
    if (!aborting && !parentCancelRequested) {
      abort();
      parentCancelRequested = true;
      parent().cancel();
    }
  }

  private Task<?> parent() {
    return Objects.requireNonNull(parent, "set when the group runs");
  }

  private void abort() {
    aborting = true;
    tasks.forEach(LoopFuture::cancel);
  }

  private Awaitable<Void> exit(@Nullable Throwable failure) {
    exiting = true;
    if (failure instanceof CancellationException ofParent) {
      cancellation = ofParent;
    }
    if (failure != null && !aborting) {
      abort();
    }
    return waitForTasks().then(ended -> conclude(failure));
  }

  /** Waits on and on: the parent may be cancelled several times meanwhile. */
  private Awaitable<Void> waitForTasks() {
    if (tasks.isEmpty()) {
      return Awaitable.done();
    }
    allDone = new LoopFuture<>(parent().loop());
    return allDone
        .except(
            CancellationException.class,
            ofParent -> {
              if (!aborting) {
                cancellation = ofParent;
                abort();
              }
              return Awaitable.done();
            })
        .then(ended -> waitForTasks());
  }

  private Awaitable<Void> conclude(@Nullable Throwable failure) throws TaskGroupException {
    if (parentCancelRequested && parent().uncancel() == 0) {
      cancellation = null; // it was ours
    }
    if (cancellation != null && failures.isEmpty()) {
      throw cancellation;
    }
    if (failure != null && !(failure instanceof CancellationException)) {
      failures.add(failure);
    }
    if (failures.isEmpty()) {
      return Awaitable.done();
    }
    Task<?> task = parent();
    if (task.cancelling() > 0) { // somebody else's request: deliver it at the next wait
      task.uncancel();
      task.cancel();
    }
    throw new TaskGroupException(failures);
  }

  private final class Scope<T> extends Frame<T, T> {
    private final Awaitable<T> body;

    Scope(Awaitable<T> body) {
      this.body = body;
    }

    @Override
    Awaitable<T> enter(Task<?> task) {
      if (parent != null) {
        throw new IllegalStateException("the task group was run before; make a new one");
      }
      parent = task;
      return body;
    }

    @Override
    Awaitable<T> resume(T value) {
      return exit(null).map(ended -> value);
    }

    @Override
    Awaitable<T> recover(Throwable failure) {
      return exit(failure)
          .map(
              ended -> {
                throw new AssertionError("a group whose body failed fails", failure);
              });
    }
  }
}
