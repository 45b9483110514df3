package org.asyncmark.loop;

/**
 * A callback that the loop will run once, unless it is cancelled before its turn comes. Loop thread
 * only, but for its creation.
 */
public class Handle {
  private final Runnable callback;
  private boolean cancelled;

  Handle(Runnable callback) {
    this.callback = callback;
  }

  /** Keeps the callback from running. Does nothing if it has run or was cancelled before. */
  public void cancel() {
    cancelled = true;
  }

  /** Tells whether {@link #cancel} was called. */
  public boolean isCancelled() {
    return cancelled;
  }

  void run() {
    callback.run();
  }
}
