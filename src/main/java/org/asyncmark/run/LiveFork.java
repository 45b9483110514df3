package org.asyncmark.run;

import static java.util.stream.Collectors.toSet;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.asyncmark.analyse.Arm;
import org.asyncmark.jdk.Installed;
import org.asyncmark.jdk.Jdk;
import org.jspecify.annotations.Nullable;

/**
 * A fork of a block from its start to its result. The launcher runs it on a thread of its own, and
 * all else is done on the thread that drives the block.
 */
final class LiveFork implements TurnTaking.Taker {
  private static final long SWEEP_MILLIS = 50;

  private final Arm arm;
  private final int round;
  private final Installed runtime;
  private final Path into;
  private final Supervisor supervisor;
  private final ForkGate gate = ForkGate.open();
  private final OwnTime time = new OwnTime();
  private volatile boolean hung;
  private Set<Long> before = Set.of();
  private @Nullable Future<ForkLauncher.Launched> result;

  /** What all forks of a block have in common. */
  record Supervisor(
      ForkLauncher launcher,
      StandingForks standing,
      ExecutorService threads,
      long deadlineMillis) {}

  /**
   * Creates the fork; nothing is started yet.
   *
   * @param into an empty folder for its files
   */
  LiveFork(Arm arm, int round, Installed runtime, Path into, Supervisor supervisor) {
    this.arm = arm;
    this.round = round;
    this.runtime = runtime;
    this.into = into;
    this.supervisor = supervisor;
  }

  Arm arm() {
    return arm;
  }

  int round() {
    return round;
  }

  Installed runtime() {
    return runtime;
  }

  Path into() {
    return into;
  }

  /** Returns the name of its folder. */
  String name() {
    return String.valueOf(into.getFileName());
  }

  ForkGate gate() {
    return gate;
  }

  OwnTime time() {
    return time;
  }

  /**
   * Tells it apart from one that ended by itself. From any thread.
   *
   * @throws ForkFailedException if it missed its deadline
   */
  void requireInTime() throws ForkFailedException {
    if (hung) {
      throw new ForkFailedException(
          "hung: no result after " + supervisor.deadlineMillis() / 1000 + " s, ended", true);
    }
  }

  @Override
  public void start() {
    before = ProcessHandle.current().children().map(ProcessHandle::pid).collect(toSet());
    time.goOn();
    result =
        supervisor
            .threads()
            .submit(
                () -> {
                  try {
                    return supervisor.launcher().launch(this);
                  } finally {
                    gate.close(); // who waits for it knows
                  }
                });
  }

  @Override
  public void turn() {
    time.turn();
    goOn();
  }

  @Override
  public boolean arrives() {
    ForkGate.Arrival arrival = gate.await(leftMillis());
    if (arrival == ForkGate.Arrival.LATE) {
      hangs();
    }
    if (arrival == ForkGate.Arrival.ENDED) {
      awaitEnd(); // the end of its line need not be its own
    }
    if (arrival != ForkGate.Arrival.AT_GATE) {
      return false;
    }
    gate.pid().ifPresent(supervisor.standing()::stop);
    time.stand();
    return true;
  }

  @Override
  public void end() {
    time.goOn();
    goOn();
  }

  @Override
  public void awaitEnd() {
    try {
      started().get(leftMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      hangs();
    } catch (ExecutionException e) {
      // result() tells
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // result() throws it
    }
  }

  private void goOn() {
    gate.pid().ifPresent(supervisor.standing()::go);
    gate.go();
  }

  private long leftMillis() {
    return Math.max(1, supervisor.deadlineMillis() - time.millis());
  }

  private void hangs() {
    hung = true;
    List<ProcessHandle> processes = processes();
    processes.stream().findFirst().ifPresent(this::askForThreads);
    processes.forEach(ProcessHandle::destroyForcibly);
  }

  private void askForThreads(ProcessHandle process) {
    if (runtime instanceof Jdk jdk) {
      ThreadDump.write(process.pid(), jdk, into);
    } else {
      ThreadDump.ofPython(process);
    }
  }

  /** Ends it at once, if it has not ended, and waits until nothing of it is at work. */
  void kill() {
    gate.close();
    if (result == null) {
      return;
    }
    while (!result.isDone()) {
      processes().forEach(ProcessHandle::destroyForcibly);
      try {
        result.get(SWEEP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // it was starting a process; once more
      } catch (ExecutionException e) {
        return; // as was to be expected
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /**
   * Returns its JVM and what that has started. Forks start one after the other, so before one has
   * been at its gate its processes are those that were not there when it was started.
   */
  private List<ProcessHandle> processes() {
    Stream<ProcessHandle> own =
        gate.pid().isPresent()
            ? ProcessHandle.of(gate.pid().getAsLong()).stream()
            : ProcessHandle.current().children().filter(child -> !before.contains(child.pid()));
    return own.flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .toList();
  }

  /**
   * Returns what came of it, once it has ended.
   *
   * @throws ExecutionException by what the launcher has thrown
   */
  ForkLauncher.Launched result() throws InterruptedException, ExecutionException {
    return started().get();
  }

  private Future<ForkLauncher.Launched> started() {
    if (result == null) {
      throw new IllegalStateException("the fork was not started");
    }
    return result;
  }
}
