package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.asyncmark.leaf.BlockingLeaf;

/** {@link Group} as blocking tasks on an executor, whose groups wait for their children. */
record ExecutorGroup(ExecutorService tasks, Tree tree, BlockingLeaf leaf) implements Group {
  @Override
  public long run() throws ExecutionException, InterruptedException {
    return run(tree.depth(), 0);
  }

  /** Runs the group whose leaves are numbered from {@code first} on. */
  private long run(int levels, int first) throws ExecutionException, InterruptedException {
    int below = tree.leaves(levels - 1);
    List<Callable<Long>> children = new ArrayList<>(tree.fanOut());
    for (int i = 0; i < tree.fanOut(); i++) {
      int start = first + i * below;
      children.add(levels == 1 ? () -> leaf.call(start) : () -> run(levels - 1, start));
    }
    return Children.run(tasks, children);
  }
}
