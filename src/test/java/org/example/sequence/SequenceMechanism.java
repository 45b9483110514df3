package org.example.sequence;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.FutureLeaf;
import org.asyncmark.leaf.LoopLeaf;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.Task;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Mechanism;
import org.asyncmark.pattern.Stage;

/** Leaves one after the other, {@code for i in range(n): await leaf(i)}, in each model. */
enum SequenceMechanism implements Mechanism {
  ONE_TASK(Mechanism.THREADS, SequenceMechanism::blocking),
  CHAIN(Mechanism.FUTURE, SequenceMechanism::future),
  COROUTINE(Mechanism.LOOP, SequenceMechanism::loop);

  /** The pattern: does leaves in order and returns how many gave their value. */
  interface Sequence {
    long run(int leaves) throws ExecutionException, InterruptedException;
  }

  private final Set<Model> models;
  private final Function<Stage, Sequence> opening;

  SequenceMechanism(Set<Model> models, Function<Stage, Sequence> opening) {
    this.models = models;
    this.opening = opening;
  }

  Sequence open(Stage stage) {
    return opening.apply(stage);
  }

  @Override
  public Set<Model> models() {
    return models;
  }

  private static Sequence blocking(Stage stage) {
    var tasks = stage.tasks();
    BlockingLeaf leaf = stage.blockingLeaf();
    return leaves ->
        tasks
            .submit(
                () -> {
                  long done = 0;
                  for (int i = 0; i < leaves; i++) {
                    done += leaf.call(i) == i ? 1 : 0;
                  }
                  return done;
                })
            .get();
  }

  private static Sequence future(Stage stage) {
    FutureLeaf leaf = stage.futureLeaf();
    return leaves -> {
      CompletableFuture<Long> done = CompletableFuture.completedFuture(0L);
      for (int i = 0; i < leaves; i++) {
        int index = i;
        done =
            done.thenCompose(
                sum -> leaf.call(index).thenApply(value -> value == index ? sum + 1 : sum));
      }
      return done.get();
    };
  }

  private static Sequence loop(Stage stage) {
    var loop = stage.loop();
    LoopLeaf leaf = stage.loopLeaf();
    return leaves -> loop.callAndWait(() -> Task.start(loop, () -> from(0, leaves, leaf, 0)));
  }

  private static Awaitable<Long> from(int index, int leaves, LoopLeaf leaf, long done) {
    return index == leaves
        ? Awaitable.of(done)
        : leaf.call(index)
            .then(value -> from(index + 1, leaves, leaf, value == index ? done + 1 : done));
  }
}
