package org.asyncmark.pattern.condition;

import java.util.function.IntConsumer;

/** {@link Gate} as a monitor. */
final class MonitorGate implements Gate {
  private final Object monitor = new Object();
  private final Tokens tokens; // guarded by monitor

  MonitorGate(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void reset() {
    synchronized (monitor) {
      tokens.reset();
    }
  }

  @Override
  public void pass(int waiter, IntConsumer arrives) throws InterruptedException {
    synchronized (monitor) {
      arrives.accept(waiter);
      while (!tokens.available()) {
        monitor.wait();
      }
      if (tokens.take(waiter)) {
        monitor.notify();
      }
    }
  }

  @Override
  public void open() {
    synchronized (monitor) {
      tokens.grant(monitor::notify, monitor::notifyAll);
    }
  }

  @Override
  public void nudge() {
    synchronized (monitor) {
      monitor.notifyAll();
    }
  }
}
