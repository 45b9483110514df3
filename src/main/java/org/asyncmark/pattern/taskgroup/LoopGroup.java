package org.asyncmark.pattern.taskgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroup;
import org.asyncmark.pattern.AsyncOp;

/** {@link Group} as the loop's {@link TaskGroup}s in one another. */
record LoopGroup(EventLoop loop, Tree tree, LoopLeaf leaf) implements Group {
  @Override
  public long run() throws ExecutionException, InterruptedException {
    try {
      return loop.callAndWait(() -> Task.start(loop, () -> group(tree.depth(), 0)));
    } catch (ExecutionException e) {
      throw Failures.together(List.of(e));
    }
  }

  @Override
  public AsyncOp<Long> op() {
    return new AsyncOp.OnLoop<>(() -> group(tree.depth(), 0));
  }

  /** Runs the group whose leaves are numbered from {@code first} on. */
  private Awaitable<Long> group(int levels, int first) {
    int below = tree.leaves(levels - 1);
    List<Task<Long>> children = new ArrayList<>(tree.fanOut());
    TaskGroup group = new TaskGroup();
    return group
        .run(
            () -> {
              for (int i = 0; i < tree.fanOut(); i++) {
                int start = first + i * below;
                children.add(
                    group.start(() -> levels == 1 ? leaf.call(start) : group(levels - 1, start)));
              }
              return Awaitable.done();
            })
        .map(
            ended -> {
              long sum = 0;
              for (Task<Long> each : children) {
                sum += each.result();
              }
              return sum;
            });
  }
}
