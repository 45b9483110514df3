package org.asyncmark.pattern;

import java.util.concurrent.ExecutionException;
import org.asyncmark.measure.LatencyRecorder;
import org.asyncmark.model.Model;

/**
 * Does ops of waiters and records them: {@code service} from the call that lets them go to its
 * return, {@code first} and {@code last} from that call to the first and to the last waiter that
 * has got past what it waited for. For the thread that opened it.
 */
public final class ReleaseRecorder implements AutoCloseable {
  private final ResultCheck check;
  private final Releases releases;
  private final LatencyRecorder service = LatencyRecorder.open("service");
  private final LatencyRecorder first = LatencyRecorder.open("first");
  private final LatencyRecorder last = LatencyRecorder.open("last");

  /**
   * Opens the recorder.
   *
   * @param pattern id of the pattern
   * @param releases where the waiters note that they are let go
   */
  public ReleaseRecorder(String pattern, Model model, Releases releases) {
    this.check = new ResultCheck(pattern, model);
    this.releases = releases;
  }

  /**
   * Does one op.
   *
   * @throws ExecutionException if a waiter failed
   * @throws InterruptedException if the calling thread was interrupted
   * @throws IllegalStateException if a waiter was not let go once, after it had waited
   */
  public void run(Waiters waiters) throws ExecutionException, InterruptedException {
    releases.clear();
    waiters.arm();
    long started = System.nanoTime();
    waiters.release();
    long ended = System.nanoTime();
    releases.requireEachOnce(check, started);
    service.record(ended - started);
    first.record(releases.firstNanos(started));
    last.record(releases.lastNanos(started));
  }

  @Override
  public void close() {
    service.close();
    first.close();
    last.close();
  }
}
