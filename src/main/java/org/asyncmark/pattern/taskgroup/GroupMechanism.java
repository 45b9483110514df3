package org.asyncmark.pattern.taskgroup;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.model.TaskScope;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;
import org.jspecify.annotations.Nullable;

/** What holds the children of a group together. */
enum GroupMechanism implements Opening.Of<Tree, Group> {
  /** An executor, on which a group cancels its children by hand when one has failed. */
  EXECUTOR(THREADS, (s, tree) -> new ExecutorGroup(s.tasks(), tree, s.blockingLeaf())),
  /**
   * The same on an executor that starts a thread for each task and keeps none: {@code
   * newThreadPerTaskExecutor} from JDK 21 on, a pool whose threads go at once before.
   */
  THREAD_PER_TASK(
      Set.of(Model.PLATFORM),
      (s, tree) -> new ExecutorGroup(s.threadPerTask(), tree, s.blockingLeaf())),
  /** {@code StructuredTaskScope}, a preview from JDK 21 on. */
  STRUCTURED_SCOPE(Set.of(Model.VIRTUAL), (s, tree) -> new ScopeGroup(tree, s.blockingLeaf())) {
    @Override
    public @Nullable String absenceOn(int jdkFeature) {
      return TaskScope.absence(jdkFeature);
    }
  },
  /** {@code CompletableFuture.allOf}, and a token by which a failure cancels the others. */
  ALL_OF(FUTURE, (s, tree) -> new FutureGroup(s.tasks(), tree, s.futureLeaf())),
  /** {@link org.asyncmark.loop.TaskGroup}, as asyncio has it. */
  TASK_GROUP(LOOP, (s, tree) -> new LoopGroup(s.loop(), tree, s.loopLeaf()));

  private final Opening<Tree, Group> opening;

  GroupMechanism(Set<Model> models, BiFunction<Stage, Tree, Group> how) {
    this.opening = new Opening<>(models, how);
  }

  @Override
  public Opening<Tree, Group> opening() {
    return opening;
  }
}
