package org.asyncmark.pattern.pitfalls;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** A watchdog for threads that wait for one another's locks. */
@FunctionalInterface
interface DeadlockWatch {
  /**
   * Looks for a deadlock.
   *
   * @return what each thread in it waits for, with its stack; empty if there is none
   */
  String look(List<OwnedLock> locks);

  /** Returns the JVM's own: {@code ThreadMXBean.findDeadlockedThreads}, of platform threads. */
  static DeadlockWatch ofPlatformThreads() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return locks -> {
      long[] stuck = threads.findDeadlockedThreads();
      StringBuilder told = new StringBuilder();
      if (stuck != null) {
        for (ThreadInfo each : threads.getThreadInfo(stuck, Integer.MAX_VALUE)) {
          if (each != null && owns(each.getThreadId(), locks)) {
            tell(told, each.getThreadName(), each.getLockOwnerName(), each.getStackTrace());
          }
        }
      }
      return told.toString();
    };
  }

  /**
   * Returns one for threads of any kind, virtual ones above all, which the JVM's own does not see:
   * the locks are asked who has them and who waits.
   */
  static DeadlockWatch ofAnyThreads() {
    return locks -> {
      WaitsFor<Thread> waits = new WaitsFor<>();
      for (OwnedLock lock : locks) {
        Thread owner = lock.owner();
        if (owner != null) {
          lock.waiters().forEach(waiter -> waits.add(waiter, owner));
        }
      }
      List<Thread> circle = waits.circle();
      StringBuilder told = new StringBuilder();
      for (int i = 0; i < circle.size(); i++) {
        Thread waiter = circle.get(i);
        Thread owner = circle.get((i + 1) % circle.size());
        tell(told, waiter.toString(), owner.toString(), waiter.getStackTrace());
      }
      return told.toString();
    };
  }

  private static boolean owns(long threadId, List<OwnedLock> locks) {
    for (OwnedLock lock : locks) {
      Thread owner = lock.owner();
      if (owner != null && owner.getId() == threadId) {
        return true;
      }
    }
    return false;
  }

  private static void tell(
      StringBuilder told, String waiter, String owner, StackTraceElement[] stack) {
    told.append(waiter).append(" waits for a lock that ").append(owner).append(" has\n");
    for (StackTraceElement frame : stack) {
      told.append("    at ").append(frame).append('\n');
    }
  }
}
