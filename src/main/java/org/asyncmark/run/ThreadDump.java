package org.asyncmark.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.measure.ProcessSignal;

/** What the threads of a fork were doing, asked of it from outside before it is ended. */
final class ThreadDump {
  static final String THREADS = "hung-threads.txt";
  static final String VIRTUAL_THREADS = "hung-virtual-threads.txt";

  /** The first JDK that can list virtual threads. */
  private static final int LISTS_VIRTUAL_THREADS = 21;

  private static final long PATIENCE_SECONDS = 5;

  private ThreadDump() {}

  /**
   * Writes what the JVM answers, or why it did not. Never fails: the fork has failed already.
   *
   * @param pid of a JVM of that JDK
   * @param into an existing folder
   */
  static void write(long pid, Jdk jdk, Path into) {
    ask(pid, jdk, into.resolve(THREADS), "Thread.print", "-l");
    if (jdk.feature() >= LISTS_VIRTUAL_THREADS) {
      Path file = into.resolve(VIRTUAL_THREADS).toAbsolutePath();
      ask(pid, jdk, into.resolve(VIRTUAL_THREADS + ".log"), "Thread.dump_to_file", file.toString());
    }
    deleteAttachFiles(pid);
  }

  /**
   * Has a Python write where its threads are into its own output, by which it ends: it was started
   * with its faulthandler. Never fails, and starts no process.
   */
  static void ofPython(ProcessHandle python) {
    if (!ProcessSignal.isPossible()) {
      return;
    }
    ProcessSignal.ABORT.send(python.pid());
    try {
      python.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // it is about to be ended whatever it does
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void ask(long pid, Jdk jdk, Path answer, String... question) {
    String jcmd = jdk.home().resolve("bin").resolve("jcmd").toString();
    List<String> command = new ArrayList<>(List.of(jcmd, Long.toString(pid)));
    command.addAll(List.of(question));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(answer.toFile())
              .start();
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          note(answer, "the JVM gave no answer within " + PATIENCE_SECONDS + " s");
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      note(answer, "no thread dump: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Deletes what jcmd asks a JVM by; a jcmd that was ended before it had an answer leaves it. */
  private static void deleteAttachFiles(long pid) {
    String name = ".attach_pid" + pid;
    for (Path place : List.of(Path.of("."), Path.of("/tmp"))) { // where the fork was started; else
      try {
        Files.deleteIfExists(place.resolve(name));
      } catch (IOException e) {
        // an empty file of a folder that is not ours any more
      }
    }
  }

  private static void note(Path answer, String text) {
    try {
      Files.write(answer, List.of(text), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // the disk is full or gone, which the driver is about to say of the fork itself
    }
  }
}
