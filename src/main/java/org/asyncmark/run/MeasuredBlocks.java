package org.asyncmark.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.jdk.Installed;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.plan.Block;
import org.asyncmark.store.FailedFork;
import org.asyncmark.store.FinishedBlocks;
import org.asyncmark.store.RunStore;

/**
 * Measures blocks by way of JMH, their forks in turns, and puts them on disk, well or badly. For
 * one thread.
 */
final class MeasuredBlocks implements Blocks {
  /** A fork whose backend died says nothing about its arm; if another one dies, an arm kills it. */
  private static final int MOST_ATTEMPTS = 2;

  private final RunStore store;
  private final FinishedBlocks finished;
  private final Map<String, Installed> installed = new LinkedHashMap<>();
  private final RunListener listener;
  private final ChildProcesses children;
  private final LeafServer server;
  private final ForkLauncher launcher;
  private long forkMillis;
  private long iterationMillis;

  /**
   * Creates it.
   *
   * @param installed the plan's runtimes
   */
  MeasuredBlocks(
      RunStore store,
      List<Installed> installed,
      RunListener listener,
      ChildProcesses children,
      LeafServer server,
      ForkLauncher launcher) {
    this.store = store;
    this.finished = new FinishedBlocks(store);
    installed.forEach(each -> this.installed.put(each.name(), each));
    this.listener = listener;
    this.children = children;
    this.server = server;
    this.launcher = launcher;
  }

  /** Returns the time of all forks until now, without that in which they stood still. */
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
  public void measure(Block block) throws InterruptedException {
    boolean ended = false;
    for (int attempt = 1; !ended && !children.ending(); attempt++) {
      if (server.revive()) {
        note(
            attempt == 1
                ? "the backend died between two blocks and was started again"
                : "the backend died in "
                    + block.label()
                    + "; it was started again, and the block is repeated");
      }
      ended = measureOnce(block, attempt == MOST_ATTEMPTS);
    }
  }

  /** Measures a block; tells whether it is on disk and not to be repeated. */
  private boolean measureOnce(Block block, boolean last) throws InterruptedException {
    Path unfinished = begin();
    listener.begins(block);
    List<LiveFork> forks = new ArrayList<>();
    ExecutorService threads = Executors.newCachedThreadPool(MeasuredBlocks::thread);
    try (StandingForks standing = new StandingForks()) {
      LiveFork.Supervisor supervisor =
          new LiveFork.Supervisor(
              launcher, standing, threads, store.plan().fork().deadlineMillis());
      for (Map.Entry<String, Arm> each : finished.forks(block).entrySet()) {
        Arm arm = each.getValue();
        Path into = Files.createDirectory(unfinished.resolve(each.getKey()));
        Installed runtime =
            Objects.requireNonNull(installed.get(arm.jdk()), "the plan's runtimes are there");
        forks.add(new LiveFork(arm, block.round(), runtime, into, supervisor));
      }
      TurnTaking.take(forks, store.plan().fork().turns(), store.plan().turnOrder(block));
      return finish(block, unfinished, forks, standing.stoodStill(), last);
    } catch (IOException e) {
      children.stayIfEnding(); // which deletes what is being written
      throw RunStore.unwritable(unfinished, e);
    } finally {
      forks.forEach(LiveFork::kill);
      threads.shutdown();
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "fork");
    thread.setDaemon(true);
    return thread;
  }

  /** Puts a block on disk, all of whose forks have ended; tells whether it was. */
  private boolean finish(
      Block block, Path unfinished, List<LiveFork> forks, boolean stoodStill, boolean last)
      throws InterruptedException, IOException {
    Map<LiveFork, ForkLauncher.Launched> measured = new LinkedHashMap<>();
    Map<LiveFork, ForkFailedException> broken = new LinkedHashMap<>();
    boolean served = server.isAlive();
    for (LiveFork fork : forks) {
      try {
        measured.put(fork, fork.result());
      } catch (ExecutionException e) {
        broken.put(fork, failure(e));
      }
    }
    if (!broken.isEmpty() && children.endsNow()) {
      return true; // they were ended with this JVM and say nothing about their arms
    }
    if (!served && !last) {
      return false;
    }
    Map<String, FailedFork> failures = new LinkedHashMap<>();
    for (LiveFork fork : forks) {
      ForkFailedException failure = broken.get(fork);
      if (failure != null || !served) {
        String why =
            failure == null ? "its calls may have failed" : String.valueOf(failure.getMessage());
        boolean hung = failure != null && failure.hung();
        String what = served ? why : "the backend died meanwhile, twice: " + why;
        String line = EnvironmentException.oneLine(what); // code of the user's may say anything
        failures.put(fork.name(), new FailedFork(fork.arm(), block.round(), hung, line));
        measured.remove(fork);
      }
    }
    if (!failures.isEmpty()) {
      store.requireRoom();
    }
    for (Installed runtime : installed.values()) {
      if (runtime instanceof Jdk jdk) {
        jdk.own().requireUnchanged(); // or the block would be told of a jar that it did not run
      }
    }
    endBlock(() -> finished.finish(unfinished, block, failures, stoodStill));
    measured.forEach(
        (fork, launched) -> {
          forkMillis += launched.counters().wallMillis();
          iterationMillis += store.plan().fork().iterationMillis();
          listener.finished(block.round(), fork.arm(), launched.counters(), launched.p50Nanos());
        });
    failures.values().forEach(listener::failed);
    return true;
  }

  /**
   * Returns why a fork failed.
   *
   * @throws IOException if the driver cannot go on
   * @throws EnvironmentException likewise
   */
  private static ForkFailedException failure(ExecutionException e) throws IOException {
    Throwable cause = e.getCause();
    if (cause instanceof ForkFailedException failed) {
      return failed;
    }
    if (cause instanceof IOException unwritable) {
      throw unwritable;
    }
    if (cause instanceof EnvironmentException known) {
      throw known;
    }
    throw new IllegalStateException("a fork could not be driven", cause);
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

  /** Gives forks their names, unless the end of the JVM is deleting them already. */
  private void endBlock(Runnable rename) throws InterruptedException {
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
