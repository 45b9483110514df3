package org.asyncmark.loop;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A poller over the machine's selector, which counts in milliseconds: waits are rounded up. */
final class SelectorPoller implements Poller {
  /** Longest single wait; the loop looks at its timers and waits again. */
  private static final long MAX_MILLIS = TimeUnit.HOURS.toMillis(24);

  // replaced by rebuild, and read by the threads that call wakeup
  private volatile Selector selector;

  private SelectorPoller(Selector selector) {
    this.selector = selector;
  }

  static SelectorPoller open() throws IOException {
    return new SelectorPoller(Selector.open());
  }

  @Override
  public int poll(long timeoutNanos, Consumer<SelectionKey> ready) throws IOException {
    return selector.select(ready, millis(timeoutNanos));
  }

  @Override
  public int pollNow(Consumer<SelectionKey> ready) throws IOException {
    Selector current = selector;
    // without channels there is nothing to learn, and the system call would be half of such a turn
    return current.keys().isEmpty() ? 0 : current.selectNow(ready);
  }

  @Override
  public void wakeup() {
    Selector woken = selector;
    woken.wakeup();
    // A rebuild in between leaves the old one awake and the loop asleep on the new one.
    Selector current = selector;
    if (current != woken) {
      current.wakeup();
    }
  }

  @Override
  public SelectionKey register(SelectableChannel channel, int ops, Registration attachment)
      throws ClosedChannelException {
    return channel.register(selector, ops, attachment);
  }

  @Override
  public Set<SelectionKey> keys() {
    return selector.keys();
  }

  @Override
  public void rebuild() throws IOException {
    Selector old = selector;
    Selector fresh = Selector.open();
    for (SelectionKey key : new ArrayList<>(old.keys())) {
      if (key.isValid()) {
        int ops = key.interestOps();
        Registration registration = (Registration) key.attachment();
        key.cancel();
        registration.watchedBy(key.channel().register(fresh, ops, registration));
      }
    }
    selector = fresh;
    old.selectNow(); // the descriptors of channels that were closed before are still with it
    old.close();
  }

  @Override
  public void close() throws IOException {
    if (selector.isOpen()) {
      selector.selectNow(); // channels give their descriptors back when they are deregistered
      selector.close();
    }
  }

  /** Returns at least 1, because 0 would mean for ever. */
  private static long millis(long nanos) {
    if (nanos >= TimeUnit.MILLISECONDS.toNanos(MAX_MILLIS)) {
      return MAX_MILLIS;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }
}
