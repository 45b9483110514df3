package org.asyncmark.pattern;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * A port with a count of the puts and takes that had to wait. It tries without waiting first, which
 * a queue that is measured must not do: hence a class of its own, which a fork does not load before
 * it has measured.
 */
public final class CountingPort implements Port {
  private final Port port;
  private final LongAdder waits = new LongAdder();

  /** Creates a port that counts what another one does. */
  public CountingPort(Port port) {
    this.port = port;
  }

  @Override
  public void put(Long item) throws InterruptedException {
    if (!port.offer(item)) {
      waits.increment();
      port.put(item);
    }
  }

  @Override
  public Long take() throws InterruptedException {
    Long item = port.poll();
    if (item == null) {
      waits.increment();
      item = port.take();
    }
    return item;
  }

  @Override
  public BlockingQueue<Long> queue() {
    return port.queue();
  }

  /** Returns how many puts and takes had to wait. */
  public long waits() {
    return waits.sum();
  }
}
