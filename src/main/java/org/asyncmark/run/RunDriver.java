package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.asyncmark.analyse.Arm;
import org.asyncmark.backend.BackendProcess;

/** Carries a plan out: round after round, fork after fork. */
public final class RunDriver {
  private final RunStore store;
  private final Map<String, Jdk> jdks = new LinkedHashMap<>();
  private final Jdk server;
  private final RunListener listener;

  /**
   * Creates a driver.
   *
   * @param jdks where the plan's JDKs are installed
   * @param server the JDK that serves the http leaves
   * @param listener told of each fork
   */
  public RunDriver(RunStore store, List<Jdk> jdks, Jdk server, RunListener listener) {
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
    try (ChildProcesses children = new ChildProcesses(this::interrupted);
        BackendProcess backend = BackendProcess.start(server.javaExecutable());
        ForkLauncher launcher = new ForkLauncher(store.plan(), backend)) {
      for (int round = 1; round <= store.plan().rounds(); round++) {
        for (Arm arm : store.plan().order(round)) {
          if (!store.has(round, arm) && !children.ending()) {
            measure(launcher, children, round, arm, times);
          }
        }
      }
    }
    store.writeEnvironment(
        store
            .environment()
            .timed(
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
                times.forkMillis,
                times.iterationMillis));
  }

  private void measure(
      ForkLauncher launcher, ChildProcesses children, int round, Arm arm, Times times) {
    Path unfinished = store.begin();
    try {
      Counters counters = launcher.launch(arm, jdks.get(arm.jdk()), unfinished);
      times.forkMillis += counters.wallMillis();
      times.iterationMillis += store.plan().fork().iterationMillis();
      store.finish(unfinished, round, arm);
      listener.finished(round, arm, counters, p50Nanos(round, arm));
    } catch (ForkFailedException e) {
      if (children.ending()) {
        return; // it was ended with this JVM and says nothing about its arm
      }
      FailedFork failure = new FailedFork(arm, round, e.hung(), e.getMessage());
      store.fail(unfinished, failure);
      listener.failed(failure);
    } catch (IOException e) {
      throw RunStore.unwritable(unfinished, e);
    }
  }

  private double p50Nanos(int round, Arm arm) {
    return LatencyLog.sums(store.intervals(store.forkFolder(round, arm, "")))
        .get("service")
        .getValueAtPercentile(50);
  }

  private void interrupted() {
    try {
      store.dropUnfinished();
    } catch (IOException e) {
      listener.leftBehind(e);
    }
    listener.interrupted();
  }

  private static final class Times {
    private long forkMillis;
    private long iterationMillis;
  }
}
