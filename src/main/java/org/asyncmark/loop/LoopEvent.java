package org.asyncmark.loop;

import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks wait for: {@code asyncio.Event}. Setting it wakes all who wait, in the order in
 * which they came; it stays set until it is cleared. Loop thread only.
 */
public final class LoopEvent {
  private final LoopBinding binding = new LoopBinding("LoopEvent");
  private final WaitLine waiters = new WaitLine();
  private boolean set;

  /** Returns an awaitable that ends once the flag is set; at once if it is. */
  public Awaitable<Void> await() {
    return new Wait();
  }

  /** Sets the flag and wakes all who wait, even if it is cleared before they go on. */
  public void set() {
    binding.require("LoopEvent.set");
    if (!set) {
      set = true;
      waiters.wakeAll();
    }
  }

  /** Clears the flag: whoever waits from now on waits for the next {@link #set}. */
  public void clear() {
    binding.require("LoopEvent.clear");
    set = false;
  }

  /** Tells whether the flag is set. */
  public boolean isSet() {
    return set;
  }

  int waiting() {
    return waiters.size();
  }

  /** Names the state, and the number of those who wait. */
  @Override
  public String toString() {
    String state = set ? "set" : "unset";
    return "LoopEvent[" + state + waiters.text("waiting") + "]";
  }

  private final class Wait extends Frame<Void, Void> {
    private @Nullable LoopFuture<Void> waiter;

    @Override
    Awaitable<Void> enter(Task<?> task) {
      binding.usedBy(task);
      if (set) {
        return Awaitable.done();
      }
      waiter = waiters.add(task);
      return waiter;
    }

    @Override
    Awaitable<Void> resume(Void woken) {
      if (waiter != null) {
        waiters.remove(waiter);
      }
      return Awaitable.done();
    }

    @Override
    @Nullable Awaitable<Void> recover(Throwable cancelled) {
      waiters.remove(waiter);
      return null;
    }
  }
}
