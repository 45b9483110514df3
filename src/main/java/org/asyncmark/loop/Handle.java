package org.asyncmark.loop;

/**
 * A callback that the loop will run once, unless it is cancelled before its turn comes. Loop thread
 * only.
 */
public class Handle {
  /** The callback of handles that do something else when they run. */
  static final Runnable NOTHING = () -> {};

  private Runnable callback;
  private boolean cancelled;

  Handle(Runnable callback) {
    this.callback = callback;
  }

  /**
   * Keeps the callback from running. Does nothing if it has run or was cancelled before.
   *
   * @throws IllegalStateException on any other thread than the loop's
   */
  public void cancel() {
    cancelled = true;
    callback = NOTHING; // what it refers to need not live as long as the place in the queue
  }

  /** Tells whether {@link #cancel} was called. */
  public final boolean isCancelled() {
    return cancelled;
  }

  void run() {
    callback.run();
  }

  /** Returns the kind of handle and its callback, for messages. */
  @Override
  public String toString() {
    return "<" + kind() + " " + (cancelled ? "cancelled" : SafeText.of(callback)) + ">";
  }

  String kind() {
    return getClass().getSimpleName();
  }
}
