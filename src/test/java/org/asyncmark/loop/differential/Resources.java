package org.asyncmark.loop.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopBarrier;
import org.asyncmark.loop.LoopCondition;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.LoopSemaphore;

/**
 * What the tasks of a program share, made when it is first used. The first letter of a name says
 * what it is and the digit how large: {@code s2} is a semaphore of two permits, {@code q1} a queue
 * for one item, {@code q0} one without a limit.
 */
final class Resources {
  private final Map<String, Object> made = new TreeMap<>();
  private final Map<String, Integer> counters = new TreeMap<>();
  private final EventLoop loop;
  private final Primitives primitives;

  Resources(EventLoop loop, Primitives primitives) {
    this.loop = loop;
    this.primitives = primitives;
  }

  Mutex mutex(String name) {
    return resource(name) instanceof LoopCondition condition
        ? Mutex.of(condition)
        : (Mutex) resource(name);
  }

  Flag event(String name) {
    return (Flag) resource(name);
  }

  LoopCondition condition(String name) {
    return (LoopCondition) resource(name);
  }

  @SuppressWarnings("unchecked")
  LoopQueue<Integer> queue(String name) {
    return (LoopQueue<Integer>) resource(name);
  }

  @SuppressWarnings("unchecked")
  LoopFuture<String> future(String name) {
    return (LoopFuture<String>) resource(name);
  }

  LoopBarrier barrier(String name) {
    return (LoopBarrier) resource(name);
  }

  /** Returns the number that the predicates of a condition look at. */
  int counter(String name) {
    return counters.getOrDefault(name, 0);
  }

  void increment(String name) {
    counters.merge(name, 1, Integer::sum);
  }

  private Object resource(String name) {
    return made.computeIfAbsent(name, this::make);
  }

  private Object make(String name) {
    int size = name.charAt(1) - '0';
    return switch (name.charAt(0)) {
      case 'l' -> primitives.lock(loop);
      case 's' -> Mutex.of(new LoopSemaphore(size));
      case 'b' -> Mutex.of(LoopSemaphore.bounded(size));
      case 'e' -> primitives.event(loop);
      case 'c' -> new LoopCondition();
      case 'q' -> LoopQueue.fifo(size);
      case 'i' -> LoopQueue.lifo(size);
      case 'p' -> LoopQueue.priority(size, Comparator.<Integer>naturalOrder());
      case 'f' -> new LoopFuture<String>(loop);
      case 'r' -> new LoopBarrier(size);
      default -> throw new IllegalArgumentException("no resource has the name " + name);
    };
  }

  /** Returns the last lines of a trace: the state of each resource, in the order of their names. */
  List<String> endState() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Object> each : made.entrySet()) {
      lines.add("end " + each.getKey() + " " + state(each.getValue()));
    }
    return lines;
  }

  private static String state(Object resource) throws Exception {
    if (resource instanceof LoopFuture<?> future) {
      return Kind.outcome(future);
    }
    String text = resource.toString();
    String state = text.substring(text.indexOf('[') + 1, text.length() - 1);
    return resource instanceof LoopQueue<?> queue
        ? state.replaceFirst("items \\[.*?\\]", "items " + queue.size())
        : state;
  }
}
