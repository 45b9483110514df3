package org.asyncmark.pattern.wait;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.TaskScope;
import org.asyncmark.model.TaskScope.Join;
import org.asyncmark.pattern.AsyncOp;
import org.jspecify.annotations.Nullable;

/**
 * {@link Race} as a structured scope, which cancels the losers by itself and is closed when all its
 * children have ended: to close it is to be quiet. The thread that runs a race must be the one that
 * waits for its quiet.
 *
 * <p>A leaf whose failure is an end like any other returns it; one whose failure decides, or does
 * not count, throws it.
 */
final class ScopeRace implements Race {
  private final BlockingLeaf leaf;
  private final Until until;
  private final int first;
  private @Nullable TaskScope<End> open;

  /**
   * Creates a race.
   *
   * @param until anything but {@link Until#AS_COMPLETED}, which no joiner knows
   * @param first index of its first leaf
   */
  ScopeRace(BlockingLeaf leaf, Until until, int first) {
    this.leaf = leaf;
    this.until = until;
    this.first = first;
  }

  @Override
  public List<End> run(int leaves, Consumer<? super End> each)
      throws ExecutionException, InterruptedException {
    TaskScope<End> scope = TaskScope.open(join());
    open = scope;
    List<Supplier<End>> children = new ArrayList<>(leaves);
    for (int i = 0; i < leaves; i++) {
      int index = i;
      children.add(scope.fork(() -> end(index)));
    }
    try {
      End deciding = scope.join();
      return deciding == null ? children.stream().map(Supplier::get).toList() : List.of(deciding);
    } catch (ExecutionException e) {
      if (until != Until.FIRST_FAILURE) {
        throw e;
      }
      return List.of(failed(children, e.getCause()));
    } catch (TimeoutException e) {
      throw new IllegalStateException("the scope has no deadline", e);
    }
  }

  @Override
  public void quiet() {
    if (open != null) {
      open.close();
    }
  }

  @Override
  public AsyncOp<RaceOp> op(Supplier<RaceOp> next) {
    return new AsyncOp.Blocking<>(
        () -> {
          RaceOp op = next.get();
          return op.run(new ScopeRace(leaf, until, op.firstLeaf()));
        });
  }

  private Join join() {
    return switch (until) {
      case FIRST -> Join.FIRST_COMPLETED;
      case FIRST_SUCCESS -> Join.ANY_SUCCESSFUL;
      case FIRST_FAILURE -> Join.ALL_SUCCESSFUL;
      case ALL, AS_COMPLETED -> Join.AWAIT_ALL;
    };
  }

  private End end(int index) throws IOException, InterruptedException {
    try {
      return End.well(leaf.call(first + index) - first);
    } catch (IOException e) {
      if (until == Until.FIRST || until == Until.ALL) {
        return new End(index, e);
      }
      throw e;
    }
  }

  private static End failed(List<Supplier<End>> children, @Nullable Throwable failure) {
    for (int i = 0; i < children.size(); i++) {
      if (TaskScope.failure(children.get(i)) == failure) {
        return new End(i, failure);
      }
    }
    throw new IllegalStateException("no leaf failed with what ended the race", failure);
  }
}
