package org.asyncmark.loop.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.asyncmark.loop.Async;
import org.asyncmark.loop.Awaitable;
import org.asyncmark.loop.EventLoop;
import org.asyncmark.loop.Task;
import org.asyncmark.loop.TaskGroup;
import org.asyncmark.loop.Timeout;
import org.asyncmark.loop.VirtualTimeLoop;
import org.jspecify.annotations.Nullable;

/** Runs a program on the loop; {@code asyncmark_fuzz.py} does the same on CPython's. */
final class LoopInterpreter {
  /** The ticks after which all tasks that are left are cancelled, again and again. */
  private static final int FIRST_SWEEP = 1000;

  private static final int SWEEPS = 12;
  private static final int TICKS_BETWEEN_SWEEPS = 50;

  private final VirtualTimeLoop time = VirtualTimeLoop.open();
  private final EventLoop loop = time.loop();
  private final Tasks tasks = new Tasks(loop);
  private final Primitives primitives;
  private final Resources resources;
  private final Leaves leaves;

  private LoopInterpreter(Primitives primitives) {
    this.primitives = primitives;
    this.resources = new Resources(loop, primitives);
    this.leaves = new Leaves(loop, resources, tasks, primitives);
  }

  static Trace run(Program program) throws Exception {
    return run(program, new Primitives());
  }

  static Trace run(Program program, Primitives primitives) throws Exception {
    return new LoopInterpreter(primitives).trace(program);
  }

  private Trace trace(Program program) throws Exception {
    try (time) {
      for (Statement task : program.root().body()) {
        if (task.op().equals("task")) {
          int number = task.number(0);
          tasks.add(number, Task.start(loop, body(new Scope(number, null, null), task)));
        }
      }
      for (int i = 0; i < SWEEPS; i++) {
        loop.callLater(Duration.ofMillis(FIRST_SWEEP + i * TICKS_BETWEEN_SWEEPS), this::sweep);
      }
      loop.callLater(Duration.ofMillis(FIRST_SWEEP + SWEEPS * TICKS_BETWEEN_SWEEPS), loop::stop);
      loop.runForever();
      // a cancelled shield reports what its task fails with, which CPython does since 3.14 only
      time.reported().stream()
          .filter(each -> !tasks.failedWith(each))
          .forEach(each -> tasks.note("loop", "reported " + Kind.of(each)));
      return tasks.trace(resources);
    }
  }

  /** Cancels whoever still waits; several times, because programs may swallow that and wait on. */
  private void sweep() {
    List<Integer> pending = tasks.pending();
    if (pending.isEmpty()) {
      loop.stop();
      return;
    }
    tasks.note("sweep", pending.toString());
    pending.forEach(number -> tasks.get(number).cancel());
  }

  /** The body of a task: its statements, and a line for how they ended. */
  private Awaitable<String> body(Scope scope, Statement task) {
    return statements(scope, task.body(), 0)
        .map(
            ended -> {
              tasks.note(scope, "ends");
              return "r" + scope.task();
            })
        .except(Throwable.class, thrown -> noted(scope, "ends by " + Kind.of(thrown), thrown));
  }

  private <T> Awaitable<T> noted(Scope scope, String what, Throwable thrown) throws Exception {
    tasks.note(scope, what);
    if (thrown instanceof Exception exception) {
      throw exception;
    }
    throw (Error) thrown;
  }

  private Awaitable<Void> statements(Scope scope, List<Statement> statements, int from) {
    return Awaitable.call(
        () ->
            from == statements.size()
                ? Awaitable.done()
                : statement(scope, statements.get(from))
                    .then(ended -> statements(scope, statements, from + 1)));
  }

  private Awaitable<Void> statement(Scope scope, Statement statement) throws Exception {
    Callable<Awaitable<Void>> inside = () -> statements(scope, statement.body(), 0);
    return switch (statement.op()) {
      case "block", "branch" -> inside.call();
      case "try" -> catching(scope, statement, Exception.class);
      case "swallow" -> catching(scope, statement, CancellationException.class);
      case "finally" -> cleaningUp(scope, statement.body());
      case "with" -> left(scope, statement, with(scope, statement));
      case "timeout" -> left(scope, statement, timeout(scope, statement));
      case "waitfor" -> {
        tasks.note(scope, statement.head() + " in");
        Duration delay = Leaves.ticks(statement.arg(0));
        yield left(scope, statement, primitives.waitFor(loop, Awaitable.call(inside), delay));
      }
      case "group" -> left(scope, statement, group(scope, statement));
      case "start", "member" -> leaf(scope, statement, () -> start(scope, statement));
      case "gather", "settle" -> leaf(scope, statement, () -> gather(scope, statement));
      default -> leaf(scope, statement, () -> leaves.run(scope, statement));
    };
  }

  /** Notes the outcome of a statement; what the program used wrongly does not end it. */
  private Awaitable<Void> leaf(
      Scope scope, Statement statement, Callable<Awaitable<String>> action) {
    return Awaitable.call(action)
        .map(result -> result.isEmpty() ? statement.head() : statement.head() + " -> " + result)
        .except(
            Throwable.class,
            thrown -> {
              String kind = Kind.of(thrown);
              return Kind.isRefusal(thrown)
                  ? Awaitable.of(statement.head() + " !" + kind)
                  : noted(scope, statement.head() + " by " + kind, thrown);
            })
        .map(
            line -> {
              tasks.note(scope, line);
              return null;
            });
  }

  /** Notes how what has others inside it was left. */
  private Awaitable<Void> left(Scope scope, Statement statement, Awaitable<Void> inside) {
    return inside
        .thenRun(() -> tasks.note(scope, statement.head() + " out"))
        .except(
            Throwable.class,
            thrown -> noted(scope, statement.head() + " out by " + Kind.of(thrown), thrown));
  }

  private <X extends Exception> Awaitable<Void> catching(
      Scope scope, Statement statement, Class<X> type) {
    return statements(scope, statement.body(), 0)
        .except(
            type,
            thrown -> {
              int cancelling = tasks.get(scope.task()).cancelling();
              String requests = cancelling == 0 ? "" : ", cancelling " + cancelling;
              tasks.note(scope, "caught " + Kind.of(thrown) + requests);
              return Awaitable.done();
            });
  }

  private Awaitable<Void> cleaningUp(Scope scope, List<Statement> parts) {
    int guarded = Math.min(1, parts.size());
    return statements(scope, parts.subList(0, guarded), 0)
        .ensureAwaiting(() -> statements(scope, parts.subList(guarded, parts.size()), 0));
  }

  private Awaitable<Void> with(Scope scope, Statement statement) {
    return resources
        .mutex(statement.arg(0))
        .with()
        .apply(
            () -> {
              tasks.note(scope, statement.head() + " in");
              return statements(scope, statement.body(), 0);
            });
  }

  private Awaitable<Void> timeout(Scope scope, Statement statement) {
    String delay = statement.arg(0);
    Timeout timeout = delay.equals("never") ? Timeout.never() : Timeout.after(Leaves.ticks(delay));
    return timeout.run(
        () -> {
          tasks.note(scope, statement.head() + " in");
          return statements(scope.in(timeout), statement.body(), 0);
        });
  }

  private Awaitable<Void> group(Scope scope, Statement statement) {
    TaskGroup group = new TaskGroup();
    return group.run(() -> statements(scope.in(group), statement.body(), 0));
  }

  private Awaitable<String> start(Scope scope, Statement statement) {
    int number = statement.number(0);
    Awaitable<String> body = body(scope.in(number), statement);
    @Nullable TaskGroup group = scope.group();
    if (statement.op().equals("member") && group == null) {
      return Awaitable.of("none");
    }
    tasks.add(number, statement.op().equals("member") ? group.start(body) : Task.start(loop, body));
    return Awaitable.of("");
  }

  private Awaitable<String> gather(Scope scope, Statement statement) {
    List<Awaitable<String>> branches = new ArrayList<>();
    for (Statement branch : statement.body()) {
      if (branch.op().equals("branch")) {
        Scope inner = scope.in(branch.number(0));
        branches.add(
            Task.current()
                .then(
                    task -> {
                      tasks.add(inner.task(), task);
                      return body(inner, branch);
                    }));
      }
    }
    return statement.op().equals("gather")
        ? primitives.gather(loop, branches).map(Object::toString)
        : Async.<String>gatherSettled(loop, branches).map(Leaves::outcomes);
  }
}
