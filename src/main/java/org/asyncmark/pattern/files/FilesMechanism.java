package org.asyncmark.pattern.files;

import java.util.Set;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.fanout.FanOut;
import org.asyncmark.pattern.fanout.FanOutMechanism;
import org.asyncmark.pattern.fanout.Limit;

/** How a model works on a file. Files are held to the limit as leaves of fanout are. */
enum FilesMechanism implements Opening.Of<Limit, FanOut> {
  /** {@code FileChannel}: its thread waits for the kernel, as does the carrier of a virtual one. */
  FILE_CHANNEL(THREADS, FanOutMechanism.SEMAPHORE_FAIR, "blocking calls on the task's thread"),
  /** {@code AsynchronousFileChannel} with the model's executor. */
  ASYNC_CHANNEL(
      FUTURE, FanOutMechanism.ASYNC_SEMAPHORE, "on Linux blocking calls on threads of the pool"),
  /** {@code Async.runInExecutor} around a {@code FileChannel}: selectors take no regular files. */
  RUN_IN_EXECUTOR(LOOP, FanOutMechanism.LOOP_SEMAPHORE, "blocking calls on a pool beside the loop");

  private final Opening<Limit, FanOut> opening;
  private final String facility;

  FilesMechanism(Set<Model> models, FanOutMechanism admission, String facility) {
    this.opening = new Opening<>(models, admission::open);
    this.facility = facility;
  }

  @Override
  public Opening<Limit, FanOut> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }
}
