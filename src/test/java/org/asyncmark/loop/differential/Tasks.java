package org.asyncmark.loop.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.Task;
import org.jspecify.annotations.Nullable;

/** The tasks of a running program by their numbers, and its trace. */
final class Tasks {
  private final Map<Integer, Task<?>> byNumber = new LinkedHashMap<>(); // in the order of coming
  private final List<String> lines = new ArrayList<>();
  private final EventLoop loop;

  Tasks(EventLoop loop) {
    this.loop = loop;
  }

  void note(String who, String what) {
    lines.add(loop.timeNanos() / 1_000_000 + " " + who + " " + what);
  }

  void note(Scope scope, String what) {
    note("t" + scope.task(), what);
  }

  void add(int number, Task<?> task) {
    byNumber.put(number, task);
  }

  @Nullable Task<?> get(int number) {
    return byNumber.get(number);
  }

  /** Returns those of the tasks that there are already, each once. */
  List<Task<?>> present(List<String> numbers) {
    return numbers.stream()
        .map(Integer::valueOf)
        .distinct()
        .filter(byNumber::containsKey)
        .<Task<?>>map(byNumber::get)
        .toList();
  }

  List<Integer> pending() {
    return byNumber.entrySet().stream()
        .filter(each -> !each.getValue().isDone())
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean failedWith(Throwable thrown) {
    return byNumber.values().stream().anyMatch(each -> each.failure() == thrown);
  }

  Trace trace(Resources resources) throws Exception {
    List<String> all = new ArrayList<>(lines);
    for (Map.Entry<Integer, Task<?>> each : new TreeMap<>(byNumber).entrySet()) {
      all.add("end t" + each.getKey() + " " + Kind.outcome(each.getValue()));
    }
    all.addAll(resources.endState());
    return new Trace(all);
  }
}
