package org.asyncmark.python;

import java.util.concurrent.ExecutionException;
import org.asyncmark.pattern.Releases;
import org.asyncmark.pattern.condition.ConditionWaiters;
import org.jspecify.annotations.Nullable;

/**
 * {@link ConditionWaiters} as tasks of asyncio that tell of themselves; those of an event cannot be
 * nudged.
 *
 * @param waiters the object in Python
 */
public record AsyncioWaiters(Asyncio asyncio, Kept waiters) implements ConditionWaiters {
  /** Opens those of an event. */
  public static AsyncioWaiters ofEvent(Asyncio asyncio, Releases releases) {
    return open(asyncio, releases, "event.EventWaiters");
  }

  /**
   * Opens those of a condition.
   *
   * @param notify how many a notification is for, as a parameter
   */
  public static AsyncioWaiters ofCondition(Asyncio asyncio, String notify, Releases releases) {
    return open(asyncio, releases, "condition.ConditionWaiters", notify);
  }

  private static AsyncioWaiters open(
      Asyncio asyncio, Releases releases, String opening, String... more) {
    Elsewhere told = (method, args) -> tell(releases, method, ((Long) args.get(0)).intValue());
    Elsewhere.Method arrives = new Elsewhere.Method(told, "arrives");
    Elsewhere.Method released = new Elsewhere.Method(told, "released");
    Kept waiters =
        more.length == 0
            ? asyncio.open(opening, releases.waiters(), arrives, released)
            : asyncio.open(opening, releases.waiters(), more[0], arrives, released);
    return new AsyncioWaiters(asyncio, waiters);
  }

  private static @Nullable Object tell(Releases releases, String method, int waiter) {
    if (method.equals("arrives")) {
      releases.arrives(waiter);
    } else {
      releases.released(waiter);
    }
    return null;
  }

  @Override
  public void arm() throws InterruptedException {
    try {
      asyncio.call(waiters, "arm");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the waiters were not started", e.getCause());
    }
  }

  @Override
  public void release() throws ExecutionException, InterruptedException {
    asyncio.call(waiters, "release");
  }

  @Override
  public void nudge() throws ExecutionException, InterruptedException {
    asyncio.call(waiters, "nudge");
  }
}
