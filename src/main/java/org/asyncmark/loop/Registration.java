package org.asyncmark.loop;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * A channel that the loop watches, with the handler that is called while it is ready. Loop thread
 * only. Is a handle itself, so that a ready channel is put into the queue of callbacks without
 * allocating.
 */
public final class Registration extends Handle implements AutoCloseable {
  private final Reactor reactor;
  // late, because the key carries its registration; another one after the selector was rebuilt
  private SelectionKey key;
  private int ops;

  @SuppressWarnings("NullAway.Init")
  Registration(Reactor reactor, Runnable handler) {
    super(handler);
    this.reactor = reactor;
  }

  void watchedBy(SelectionKey newKey) {
    key = newKey;
    ops = newKey.interestOps();
  }

  /**
   * Sets the operations to watch for.
   *
   * @param wanted constants of {@link SelectionKey}, combined by or; 0 watches for none
   * @throws java.nio.channels.CancelledKeyException if the channel is closed
   * @throws IllegalStateException on any other thread than the loop's
   */
  public void interest(int wanted) {
    // every change costs a system call at the next select
    if (ops != wanted) {
      reactor.ownership().requireUnlessClosed("Registration.interest");
      key.interestOps(wanted);
      ops = wanted;
    }
  }

  /**
   * Returns the operations that were ready at the last select: constants of {@link SelectionKey}.
   *
   * @throws java.nio.channels.CancelledKeyException if the channel is closed
   */
  public int readyOps() {
    return key.readyOps();
  }

  /**
   * Closes the channel; the handler is not called again. The descriptor goes back to the machine at
   * the loop's next look at its channels, before it waits. Idempotent.
   *
   * @throws IOException if the channel says so; it is closed all the same
   * @throws IllegalStateException on any other thread than the loop's
   */
  @Override
  public void close() throws IOException {
    if (isCancelled()) {
      return;
    }
    reactor.ownership().requireUnlessClosed("Registration.close");
    super.cancel();
    key.cancel();
    try {
      key.channel().close();
    } finally {
      reactor.channelClosed();
    }
  }

  /** Keeps the handler from being called, and leaves the channel open. */
  @Override
  public void cancel() {
    reactor.ownership().requireUnlessClosed("Registration.cancel");
    super.cancel();
  }

  @Override
  void run() {
    // an earlier handler of the same turn may have closed the channel
    if (key.isValid()) {
      super.run();
    }
  }
}
