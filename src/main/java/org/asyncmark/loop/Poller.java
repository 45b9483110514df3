package org.asyncmark.loop;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The place where a loop waits: a {@link java.nio.channels.Selector} in the field, something that
 * moves the clock in a test. All methods but {@link #wakeup} are for the loop's thread.
 */
public interface Poller extends AutoCloseable {
  /** As a time-out: wait until a channel is ready or somebody wakes the poller. */
  long FOREVER = Long.MAX_VALUE;

  /**
   * Waits until a channel is ready, the time is over or {@link #wakeup} was called, also if it was
   * called before.
   *
   * @param timeoutNanos more than 0; waits at least so long where the machine can
   * @param ready told each ready key; must not call the poller and must not throw
   * @return number of ready keys
   * @throws IOException if the machine cannot
   */
  int poll(long timeoutNanos, Consumer<SelectionKey> ready) throws IOException;

  /**
   * Looks for ready channels without waiting, and gives back the descriptors of closed ones.
   *
   * @param ready told each ready key; must not call the poller and must not throw
   * @return number of ready keys
   * @throws IOException if the machine cannot
   */
  int pollNow(Consumer<SelectionKey> ready) throws IOException;

  /** Ends the {@link #poll} that is under way, or else the next one, at once; from any thread. */
  void wakeup();

  /**
   * Watches a channel.
   *
   * @param channel in non-blocking mode
   * @param ops constants of {@link SelectionKey}, combined by or
   * @param attachment what the key carries
   * @throws ClosedChannelException if the channel is closed
   */
  SelectionKey register(SelectableChannel channel, int ops, Registration attachment)
      throws ClosedChannelException;

  /** Returns the keys of all channels that are watched. */
  Set<SelectionKey> keys();

  /**
   * Starts afresh with the same channels. The loop asks for it when {@link #poll} returns without
   * reason again and again.
   *
   * @throws IOException if the machine cannot; everything is as before then
   */
  default void rebuild() throws IOException {}

  /**
   * Gives back what the poller holds; the channels stay open. Idempotent.
   *
   * @throws IOException if the machine says so; the poller is closed all the same
   */
  @Override
  void close() throws IOException;

  /** Opens a poller. */
  @FunctionalInterface
  interface Factory {
    /**
     * Opens a poller.
     *
     * @throws IOException if the machine has no descriptor left
     */
    Poller open() throws IOException;
  }
}
