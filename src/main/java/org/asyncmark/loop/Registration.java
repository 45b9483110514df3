package org.asyncmark.loop;

import java.io.IOException;
import java.nio.channels.SelectionKey;

/**
 * A channel that the loop watches, with the handler that is called while it is ready. Loop thread
 * only. Is a handle itself, so that a ready channel is put into the queue of callbacks without
 * allocating.
 */
public final class Registration extends Handle implements AutoCloseable {
  private final SelectionKey key;

  Registration(SelectionKey key, Runnable handler) {
    super(handler);
    this.key = key;
  }

  /**
   * Sets the operations to watch for.
   *
   * @param ops constants of {@link SelectionKey}, combined by or; 0 watches for none
   */
  public void interest(int ops) {
    // every change costs a system call at the next select
    if (key.interestOps() != ops) {
      key.interestOps(ops);
    }
  }

  /**
   * Returns the operations that were ready at the last select: constants of {@link SelectionKey}.
   */
  public int readyOps() {
    return key.readyOps();
  }

  /**
   * Closes the channel; the handler is not called again. Idempotent.
   *
   * @throws IOException if the channel says so; it is closed all the same
   */
  @Override
  public void close() throws IOException {
    cancel();
    key.cancel();
    key.channel().close();
  }

  @Override
  void run() {
    // an earlier handler of the same turn may have closed the channel
    if (key.isValid()) {
      super.run();
    }
  }
}
