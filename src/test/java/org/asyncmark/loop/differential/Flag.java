package org.asyncmark.loop.differential;

import java.util.function.Supplier;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.LoopEvent;

/**
 * What an event can do.
 *
 * @param state its text names the state, as that of the loop's event does
 */
record Flag(Supplier<Awaitable<Void>> await, Runnable set, Runnable clear, Object state) {
  static Flag of(LoopEvent event) {
    return new Flag(event::await, event::set, event::clear, event);
  }

  @Override
  public String toString() {
    return state.toString();
  }
}
