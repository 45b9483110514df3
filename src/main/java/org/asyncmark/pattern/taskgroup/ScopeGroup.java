package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.model.TaskScope;
import org.asyncmark.model.TaskScope.Join;

/** {@link Group} as structured scopes. A scope keeps its first failure, and drops later ones. */
record ScopeGroup(Tree tree, BlockingLeaf leaf) implements Group {
  @Override
  public long run() throws ExecutionException, InterruptedException {
    try {
      return run(tree.depth(), 0);
    } catch (ExecutionException e) {
      throw Failures.together(List.of(e));
    } catch (TimeoutException e) {
      throw new IllegalStateException("a scope without a deadline timed out", e);
    }
  }

  /** Runs the group whose leaves are numbered from {@code first} on. */
  private long run(int levels, int first)
      throws ExecutionException, InterruptedException, TimeoutException {
    int below = tree.leaves(levels - 1);
    List<Supplier<Long>> children = new ArrayList<>(tree.fanOut());
    try (TaskScope<Long> scope = TaskScope.open(Join.ALL_SUCCESSFUL)) {
      for (int i = 0; i < tree.fanOut(); i++) {
        int start = first + i * below;
        children.add(
            scope.fork(levels == 1 ? () -> leaf.call(start) : () -> run(levels - 1, start)));
      }
      scope.join();
      long sum = 0;
      for (Supplier<Long> each : children) {
        sum += each.get();
      }
      return sum;
    }
  }
}
