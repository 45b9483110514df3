package org.asyncmark.loop;

/** A {@link LoopQueue} was shut down: it takes no more items, or has none left. */
public final class QueueShutDownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueueShutDownException(String message) {
    super(message);
  }
}
