package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.asyncmark.analyse.Arm;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.store.FailedFork;
import org.asyncmark.store.RunStore;

/** Measures forks by way of JMH and puts them on disk, well or badly. For one thread. */
final class MeasuredForks implements Forks {
  /**
   * A fork whose backend died says nothing about its arm; if another one dies, the arm kills it.
   */
  private static final int MOST_ATTEMPTS = 2;

  private final RunStore store;
  private final Map<String, Jdk> jdks = new LinkedHashMap<>();
  private final RunListener listener;
  private final ChildProcesses children;
  private final LivingBackend backend;
  private final ForkLauncher launcher;
  private long forkMillis;
  private long iterationMillis;

  /**
   * Creates it.
   *
   * @param jdks where the plan's JDKs are installed
   */
  MeasuredForks(
      RunStore store,
      List<Jdk> jdks,
      RunListener listener,
      ChildProcesses children,
      LivingBackend backend,
      ForkLauncher launcher) {
    this.store = store;
    jdks.forEach(jdk -> this.jdks.put(jdk.name(), jdk));
    this.listener = listener;
    this.children = children;
    this.backend = backend;
    this.launcher = launcher;
  }

  /** Returns the wall time of all forks until now. */
  long forkMillis() {
    return forkMillis;
  }

  /** Returns the time of all iterations until now. */
  long iterationMillis() {
    return iterationMillis;
  }

  @Override
  public boolean ending() {
    return children.ending();
  }

  @Override
  public void measure(int round, Arm arm) throws InterruptedException {
    boolean ended = false;
    for (int attempt = 1; !ended && !children.ending(); attempt++) {
      if (backend.revive()) {
        note(
            attempt == 1
                ? "the backend died between two forks and was started again"
                : String.format(
                    Locale.ROOT,
                    "the backend died in round %d, JDK %s, %s; it was started again, and the fork"
                        + " is repeated",
                    round,
                    arm.jdk(),
                    store.name(arm)));
      }
      ended = measureOnce(round, arm, attempt == MOST_ATTEMPTS);
    }
  }

  /** Measures one fork; tells whether it is on disk, well or badly, and not to be repeated. */
  private boolean measureOnce(int round, Arm arm, boolean last) throws InterruptedException {
    Jdk jdk = Objects.requireNonNull(jdks.get(arm.jdk()), "the plan's JDKs are there");
    Path unfinished = begin();
    try {
      ForkLauncher.Launched launched = launcher.launch(arm, jdk, unfinished);
      if (!backend.now().isAlive()) {
        throw new ForkFailedException("its calls may have failed", false);
      }
      endFork(() -> store.finish(unfinished, round, arm));
      forkMillis += launched.counters().wallMillis();
      iterationMillis += store.plan().fork().iterationMillis();
      listener.finished(round, arm, launched.counters(), launched.p50Nanos());
    } catch (ForkFailedException e) {
      if (children.endsNow()) {
        return true; // it was ended with this JVM and says nothing about its arm
      }
      boolean alone = !backend.now().isAlive();
      if (alone && !last) {
        return false;
      }
      store.requireRoom();
      String why = alone ? "the backend died meanwhile, twice: " : "";
      FailedFork failure = new FailedFork(arm, round, e.hung(), why + e.getMessage());
      endFork(() -> store.fail(unfinished, failure));
      listener.failed(failure);
    } catch (IOException e) {
      children.stayIfEnding(); // which deletes what is being written
      throw RunStore.unwritable(unfinished, e);
    }
    return true;
  }

  private Path begin() throws InterruptedException {
    synchronized (store) {
      if (!children.ending()) {
        return store.begin();
      }
    }
    children.stayIfEnding();
    throw new AssertionError("a JVM that is being ended does not go on");
  }

  /** Gives a fork its name, unless the end of the JVM is deleting it already. */
  private void endFork(Runnable rename) throws InterruptedException {
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
}
