package org.asyncmark.pattern.pipeline;

import java.util.Set;
import java.util.function.BiFunction;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;

/** The queue between producers and workers. */
enum PipelineMechanism implements Opening.Of<PipelineShape, Pipeline> {
  /** {@link java.util.concurrent.ArrayBlockingQueue}, and a thread for each task. */
  ARRAY(
      THREADS,
      "a thread for each task",
      (s, shape) -> new BlockingPipeline(s.tasks(shape.tasks() + 1), shape, s.blockingLeaf())),
  /** {@link org.asyncmark.future.AsyncQueue}: puts and takes are futures. */
  ASYNC_QUEUE(
      FUTURE,
      "a thread for each CPU",
      (s, shape) -> new FuturePipeline(s.tasks(), shape, s.futureLeaf())),
  /** {@link org.asyncmark.loop.LoopQueue}: puts and takes suspend tasks of one loop. */
  LOOP_QUEUE(LOOP, "one thread", (s, shape) -> new LoopPipeline(s.loop(), shape, s.loopLeaf()));

  private final String facility;
  private final Opening<PipelineShape, Pipeline> opening;

  PipelineMechanism(
      Set<Model> models, String facility, BiFunction<Stage, PipelineShape, Pipeline> how) {
    this.facility = facility;
    this.opening = new Opening<>(models, how);
  }

  /**
   * Opens a pipeline for requests. On platform threads the tasks of all of them have threads: as
   * many as those of one alone could be taken by workers whose producers wait for a thread.
   */
  Pipeline openForRequests(Stage stage, PipelineShape shape) {
    return stage.model() == Model.PLATFORM
        ? new BlockingPipeline(stage.threadsOnDemand(), shape, stage.blockingLeaf())
        : open(stage, shape);
  }

  @Override
  public Opening<PipelineShape, Pipeline> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }
}
