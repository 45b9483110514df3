package org.asyncmark.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.LeastPrecise;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.jdk.Installed;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.store.RunEnvironment;
import org.asyncmark.store.RunReader;
import org.asyncmark.store.RunStore;

/**
 * Carries a plan out, with all that has to run meanwhile.
 *
 * @param installed the plan's runtimes: its JDKs and Pythons
 * @param server the JDK that serves the http leaves, unless the plan names a server
 * @param listener told of each fork
 * @param instruments what each fork carries beside the measurement
 */
public record RunDriver(
    RunStore store,
    List<Installed> installed,
    Jdk server,
    RunListener listener,
    ForkInstruments instruments) {
  public RunDriver {
    installed = List.copyOf(installed);
  }

  /**
   * Measures every block of the plan that is not on disk yet, unless the run ended at a look. If
   * the JVM is ended meanwhile, the forks and the backend are ended with it, and what was finished
   * stays.
   *
   * @param widest finds the contrast that is known least, for plans that may end at a look
   * @throws EnvironmentException if the disk cannot be written or the backend does not start
   */
  public void run(Function<RunRecord, LeastPrecise> widest) throws InterruptedException {
    long startNanos = System.nanoTime();
    MeasuredBlocks blocks;
    PythonFiles pythonFiles = new PythonFiles();
    try (ChildProcesses children = new ChildProcesses(() -> interrupted(pythonFiles));
        LeafServer asked = LeafServer.of(store.plan(), server.javaExecutable())) {
      ForkLauncher launcher = new ForkLauncher(store.plan(), asked, instruments, pythonFiles);
      blocks = new MeasuredBlocks(store, installed, listener, children, asked, launcher);
      new Rounds(store, listener, widest).measure(blocks);
      children.stayIfEnding();
    } catch (EnvironmentException e) {
      try {
        store.dropUnfinished();
      } catch (IOException left) {
        e.addSuppressed(left); // the next begin deletes it
      }
      throw e;
    } finally {
      delete(pythonFiles);
    }
    long wallMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    RunEnvironment environment = new RunReader(store).environment();
    store.writeEnvironment(
        environment.further(wallMillis, blocks.forkMillis(), blocks.iterationMillis()));
  }

  /** Does the same for a plan that is not to be ended at a look. */
  public void run() throws InterruptedException {
    run(
        record -> {
          throw new IllegalStateException("the plan of " + record.id() + " is not looked at");
        });
  }

  private void delete(PythonFiles pythonFiles) {
    try {
      pythonFiles.delete();
    } catch (IOException e) {
      listener.leftBehind(e);
    }
  }

  private void interrupted(PythonFiles pythonFiles) {
    delete(pythonFiles);
    try {
      synchronized (store) {
        store.dropUnfinished();
      }
    } catch (IOException e) {
      listener.leftBehind(e);
    }
    listener.interrupted();
  }
}
