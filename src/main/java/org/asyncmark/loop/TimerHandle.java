package org.asyncmark.loop;

/** A callback that the loop will run once its time has come. Loop thread only. */
public final class TimerHandle extends Handle implements Comparable<TimerHandle> {
  private final TimerQueue queue;
  private final long whenNanos;
  private final long sequence;
  private boolean waiting = true;

  TimerHandle(TimerQueue queue, Runnable callback, long whenNanos, long sequence) {
    super(callback);
    this.queue = queue;
    this.whenNanos = whenNanos;
    this.sequence = sequence;
  }

  /**
   * Returns the time at which the callback becomes due, on the scale of {@link
   * EventLoop#timeNanos}.
   */
  public long whenNanos() {
    return whenNanos;
  }

  @Override
  public void cancel() {
    queue.ownership().requireUnlessClosed("TimerHandle.cancel");
    if (waiting && !isCancelled()) {
      queue.countCancelled();
    }
    super.cancel();
  }

  /** Called when the timer leaves the queue: it is due, or was cancelled. */
  void leave() {
    waiting = false;
  }

  /**
   * Orders by time; timers that are due at the same time run in the order in which they were set.
   */
  @Override
  public int compareTo(TimerHandle other) {
    // a difference, because System.nanoTime may overflow
    int byTime = Long.compare(whenNanos - other.whenNanos, 0);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }
}
