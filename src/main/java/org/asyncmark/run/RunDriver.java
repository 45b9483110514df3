package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;

/** Carries a plan out: round after round, fork after fork. */
public final class RunDriver {
  /**
   * A fork whose backend died says nothing about its arm; if another one dies, the arm kills it.
   */
  private static final int MOST_ATTEMPTS = 2;

  private final RunStore store;
  private final Map<String, Jdk> jdks = new LinkedHashMap<>();
  private final Jdk server;
  private final RunListener listener;
  private final ForkInstruments instruments;

  /**
   * Creates a driver.
   *
   * @param jdks where the plan's JDKs are installed
   * @param server the JDK that serves the http leaves
   * @param listener told of each fork
   */
  public RunDriver(RunStore store, List<Jdk> jdks, Jdk server, RunListener listener) {
    this(store, jdks, server, listener, ForkInstruments.NONE);
  }

  /**
   * Creates a driver of forks that carry something beside the measurement.
   *
   * @param instruments what each fork carries
   */
  public RunDriver(
      RunStore store,
      List<Jdk> jdks,
      Jdk server,
      RunListener listener,
      ForkInstruments instruments) {
    this.instruments = instruments;
    this.server = server;
    this.store = store;
    jdks.forEach(jdk -> this.jdks.put(jdk.name(), jdk));
    this.listener = listener;
  }

  /**
   * Measures every fork of the plan that is not on disk yet. If the JVM is ended meanwhile, the
   * forks and the backend are ended with it, and what was finished stays.
   *
   * @throws org.asyncmark.EnvironmentException if the disk cannot be written or the backend does
   *     not start
   */
  public void run() throws InterruptedException {
    long startNanos = System.nanoTime();
    Times times = new Times();
    AbandonedFiles.ofThisMachine().delete();
    try (ChildProcesses children = new ChildProcesses(this::interrupted);
        LivingBackend backend = new LivingBackend(server.javaExecutable());
        ForkLauncher launcher = new ForkLauncher(store.plan(), backend, instruments)) {
      Processes processes = new Processes(children, backend, launcher);
      for (int round = 1; round <= store.plan().rounds(); round++) {
        for (Arm arm : store.plan().order(round)) {
          if (!store.has(round, arm) && !children.ending()) {
            measure(processes, round, arm, times);
          }
        }
      }
      children.stayIfEnding();
    } catch (EnvironmentException e) {
      try {
        store.dropUnfinished();
      } catch (IOException left) {
        e.addSuppressed(left); // the next begin deletes it
      }
      throw e;
    }
    store.writeEnvironment(
        new RunReader(store)
            .environment()
            .timed(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
                times.forkMillis,
                times.iterationMillis));
  }

  private void measure(Processes processes, int round, Arm arm, Times times)
      throws InterruptedException {
    boolean ended = false;
    for (int attempt = 1; !ended && !processes.children.ending(); attempt++) {
      if (processes.backend.revive()) {
        note(
            attempt == 1
                ? "the backend died between two forks and was started again"
                : "the backend died in round "
                    + round
                    + ", JDK "
                    + arm.jdk()
                    + ", "
                    + RunStore.cellKey(arm)
                    + "; it was started again, and the fork is repeated");
      }
      ended = fork(processes, round, arm, times, attempt == MOST_ATTEMPTS);
    }
  }

  /** Measures one fork; tells whether it is on disk, well or badly, and not to be repeated. */
  private boolean fork(Processes processes, int round, Arm arm, Times times, boolean last)
      throws InterruptedException {
    ChildProcesses children = processes.children;
    Path unfinished = begin(children);
    try {
      Counters counters = processes.launcher.launch(arm, jdks.get(arm.jdk()), unfinished);
      if (!processes.backend.isAlive()) {
        throw new ForkFailedException("its calls may have failed", false);
      }
      endFork(children, () -> store.finish(unfinished, round, arm));
      times.forkMillis += counters.wallMillis();
      times.iterationMillis += store.plan().fork().iterationMillis();
      double p50Nanos = new RunReader(store).p50Nanos(round, arm);
      listener.finished(round, arm, counters, p50Nanos);
    } catch (ForkFailedException e) {
      if (children.endsNow()) {
        return true; // it was ended with this JVM and says nothing about its arm
      }
      boolean alone = !processes.backend.isAlive();
      if (alone && !last) {
        return false;
      }
      store.requireRoom();
      String why = alone ? "the backend died meanwhile, twice: " : "";
      FailedFork failure = new FailedFork(arm, round, e.hung(), why + e.getMessage());
      endFork(children, () -> store.fail(unfinished, failure));
      listener.failed(failure);
    } catch (IOException e) {
      children.stayIfEnding(); // which deletes what is being written
      throw RunStore.unwritable(unfinished, e);
    }
    return true;
  }

  private Path begin(ChildProcesses children) throws InterruptedException {
    synchronized (store) {
      if (!children.ending()) {
        return store.begin();
      }
    }
    children.stayIfEnding();
    throw new AssertionError("a JVM that is being ended does not go on");
  }

  /** Gives a fork its name, unless the end of the JVM is deleting it already. */
  private void endFork(ChildProcesses children, Runnable rename) throws InterruptedException {
    synchronized (store) {
      if (!children.ending()) {
        rename.run();
        return;
      }
    }
    children.stayIfEnding();
  }

  private void note(String event) {
    store.log(event);
    listener.noted(event);
  }

  private void interrupted() {
    try {
      synchronized (store) {
        store.dropUnfinished();
      }
    } catch (IOException e) {
      listener.leftBehind(e);
    }
    listener.interrupted();
  }

  private record Processes(ChildProcesses children, LivingBackend backend, ForkLauncher launcher) {}

  private static final class Times {
    private long forkMillis;
    private long iterationMillis;
  }
}
