package org.asyncmark.loop.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.LoopFuture;
import org.asyncmark.loop.LoopQueue;
import org.asyncmark.loop.ReturnWhen;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.Waited;

/** The statements of a program that have no others inside them, on the loop. */
final class Leaves {
  private static final String DONE = "";
  private static final String NONE = "none"; // there is no such task, time-out or group

  private final EventLoop loop;
  private final Resources resources;
  private final Tasks tasks;
  private final Primitives primitives;

  Leaves(EventLoop loop, Resources resources, Tasks tasks, Primitives primitives) {
    this.loop = loop;
    this.resources = resources;
    this.tasks = tasks;
    this.primitives = primitives;
  }

  static Duration ticks(String number) {
    return Duration.ofMillis(Long.parseLong(number));
  }

  /** Starts a statement and returns an awaitable of what its line in the trace ends with. */
  Awaitable<String> run(Scope scope, Statement statement) throws Exception {
    String name = statement.args().isEmpty() ? "" : statement.arg(0);
    return switch (statement.op()) {
      case "sleep" -> nothing(Async.sleep(ticks(name)));
      case "acquire" -> nothing(resources.mutex(name).acquire().get());
      case "release" -> now(resources.mutex(name).release());
      case "wait" -> nothing(resources.event(name).await().get());
      case "set" -> now(resources.event(name).set());
      case "clear" -> now(resources.event(name).clear());
      case "cwait", "cuntil", "notify", "notifyall", "inc" -> condition(statement, name);
      case "put", "get", "putnow", "getnow", "done", "join", "shutdown" -> queue(statement, name);
      case "await" ->
          name.startsWith("f") ? resources.future(name) : ofTask(statement, each -> each);
      case "complete" -> now(() -> resources.future(name).complete("ok"));
      case "break" -> now(() -> resources.future(name).fail(new Fault("broken-" + name)));
      case "drop" -> answer(resources.future(name).cancel());
      case "meet" -> resources.barrier(name).await().map(String::valueOf);
      case "reset" -> nothing(resources.barrier(name).reset());
      case "abort" -> nothing(resources.barrier(name).abort());
      case "fail" -> throw new Fault(name);
      default -> tasks(scope, statement);
    };
  }

  private Awaitable<String> condition(Statement statement, String name) {
    return switch (statement.op()) {
      case "cwait" -> nothing(resources.condition(name).await());
      case "cuntil" -> {
        int wanted = statement.number(1);
        yield nothing(
            resources.condition(name).awaitUntil(() -> resources.counter(name) >= wanted));
      }
      case "notify" -> {
        int n = statement.args().size() > 1 ? statement.number(1) : 1;
        yield now(() -> resources.condition(name).signal(n));
      }
      case "notifyall" -> now(resources.condition(name)::signalAll);
      default -> now(() -> resources.increment(name));
    };
  }

  private Awaitable<String> queue(Statement statement, String name) {
    LoopQueue<Integer> queue = resources.queue(name);
    return switch (statement.op()) {
      case "put" -> nothing(queue.put(statement.number(1)));
      case "get" -> queue.get().map(String::valueOf);
      case "putnow" -> now(() -> queue.putNowait(statement.number(1)));
      case "getnow" -> Awaitable.of(queue.getNowait().toString());
      case "done" -> now(queue::taskDone);
      case "join" -> nothing(queue.join());
      default -> now(() -> queue.shutdown(statement.arg(1).equals("now")));
    };
  }

  private Awaitable<String> tasks(Scope scope, Statement statement) {
    return switch (statement.op()) {
      case "cancel" -> {
        Task<?> task = tasks.get(statement.number(0));
        yield task == null ? Awaitable.of(NONE) : answer(task.cancel());
      }
      case "uncancel" -> {
        Task<?> task = tasks.get(scope.task());
        int before = task.cancelling();
        yield Awaitable.of(task.uncancel() + " of " + before);
      }
      case "shield" -> ofTask(statement, Async::shield);
      case "waittask" -> waitFor(scope, statement);
      case "until" -> until(statement);
      case "gatherall", "settleall" -> gather(scope, statement);
      case "reschedule" -> reschedule(scope, statement.arg(0));
      default -> throw new IllegalArgumentException("no statement has the name " + statement.op());
    };
  }

  @SuppressWarnings("unchecked") // all tasks end with a text
  private Awaitable<String> ofTask(
      Statement statement, Function<LoopFuture<String>, Awaitable<String>> use) {
    Task<?> task = tasks.get(statement.number(0));
    return task == null ? Awaitable.of(NONE) : use.apply((LoopFuture<String>) task);
  }

  private Awaitable<String> waitFor(Scope scope, Statement statement) {
    Task<?> task = tasks.get(statement.number(1));
    if (task == null) {
      return Awaitable.of(NONE);
    }
    tasks.note(scope, statement.head() + " in");
    return Async.waitFor(task, ticks(statement.arg(0))).map(String::valueOf);
  }

  private Awaitable<String> until(Statement statement) {
    List<Task<?>> waited = tasks.present(statement.args().subList(2, statement.args().size()));
    if (waited.isEmpty()) {
      return Awaitable.of(NONE);
    }
    ReturnWhen when =
        switch (statement.arg(0)) {
          case "first" -> ReturnWhen.FIRST_COMPLETED;
          case "exception" -> ReturnWhen.FIRST_EXCEPTION;
          default -> ReturnWhen.ALL_COMPLETED;
        };
    Awaitable<Waited<Object>> waiting =
        statement.arg(1).equals("-")
            ? Async.waitUntil(when, waited)
            : Async.waitUntil(when, waited, ticks(statement.arg(1)));
    return waiting.map(ended -> count(ended.done()) + " of " + waited.size());
  }

  private static int count(Set<?> futures) {
    return futures.size();
  }

  @SuppressWarnings("unchecked") // all tasks end with a text
  private Awaitable<String> gather(Scope scope, Statement statement) {
    List<Awaitable<String>> gathered = new ArrayList<>();
    tasks.present(statement.args()).forEach(task -> gathered.add((Task<String>) task));
    long done = tasks.present(statement.args()).stream().filter(Task::isDone).count();
    tasks.note(scope, statement.head() + " in, done " + done);
    return statement.op().equals("gatherall")
        ? primitives.gather(loop, gathered).map(Object::toString)
        : Async.<String>gatherSettled(loop, gathered).map(Leaves::outcomes);
  }

  static String outcomes(List<LoopFuture<String>> settled) throws Exception {
    List<String> outcomes = new ArrayList<>();
    for (LoopFuture<String> each : settled) {
      outcomes.add(Kind.outcome(each));
    }
    return outcomes.toString();
  }

  private Awaitable<String> reschedule(Scope scope, String delay) {
    if (scope.timeout() == null) {
      return Awaitable.of(NONE);
    } else if (delay.equals("never")) {
      return now(scope.timeout()::disarm);
    }
    return now(() -> scope.timeout().rescheduleAt(loop.timeNanos() + ticks(delay).toNanos()));
  }

  private static Awaitable<String> nothing(Awaitable<Void> awaitable) {
    return awaitable.map(ended -> DONE);
  }

  private static Awaitable<String> now(Runnable action) {
    action.run();
    return Awaitable.of(DONE);
  }

  private static Awaitable<String> answer(boolean value) {
    return Awaitable.of(value ? "yes" : "no");
  }
}
