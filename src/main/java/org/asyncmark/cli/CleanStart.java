package org.asyncmark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.asyncmark.backend.BackendProcess;
import org.asyncmark.jdk.JvmVariables;

/**
 * Runs a command line once more, in a JVM whose environment has no options for JVMs, and whose
 * class path has the user's own jars. JMH starts forks with the environment and the class path of
 * its own JVM, which cannot be changed, and that JVM has taken the options itself by the time it
 * can look. So it waits for a child that does the work: the child has its input, output and
 * terminal and ends with it, and the child's exit code becomes its own.
 */
public final class CleanStart {
  /** Verbs that start JVMs, or are measured from outside. */
  private static final Set<String> VERBS =
      Set.of("run", "list", "doctor", "profile", "selftest", "backend", "echo");

  /** From here on the JVM warns of native code that was not declared (JEP 472). */
  private static final int NATIVE_ACCESS_IS_ASKED_FOR = 24;

  private static final String STARTER = "ASYNCMARK_STARTED_BY";

  private CleanStart() {}

  /**
   * Tells whether a command line has to be run in another JVM.
   *
   * @throws IllegalArgumentException if it names a jar that is not there
   */
  public static boolean isNeeded(String[] args, Map<String, String> environment) {
    boolean disturbed = args.length == 0 || VERBS.contains(args[0]);
    return (disturbed && !JvmVariables.in(environment).isEmpty())
        || OwnJars.of(List.of(args)).areToBeAdded();
  }

  /**
   * Runs a command line in another JVM, which is asked to end if this one is.
   *
   * @param main the class that was started with {@code args}
   * @return the exit code
   */
  public static int execute(Class<?> main, String[] args) {
    Map<String, String> found = JvmVariables.in(System.getenv());
    if (!found.isEmpty()) {
      System.err.println(
          JvmVariables.inWords(found)
              + " in the environment would change what is measured; taken out");
    }
    ProcessBuilder builder = new ProcessBuilder(command(main, args)).inheritIO();
    JvmVariables.takeOutOf(builder.environment());
    builder.environment().put(STARTER, Long.toString(ProcessHandle.current().pid()));
    try {
      Process child = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(child), "clean-start-end"));
      return child.waitFor();
    } catch (IOException e) {
      System.err.println("cannot start " + builder.command().get(0) + ": " + e.getMessage());
      return Errors.ENVIRONMENT;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Errors.FAILED;
    }
  }

  private static void end(Process child) {
    if (child.supportsNormalTermination()) { // else it is Ctrl-C, which has reached it as well
      child.destroy();
    }
    try {
      child.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the words that this JVM was started with, or those that come nearest. */
  private static List<String> command(Class<?> main, String[] args) {
    List<String> words = List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    List<String> command = new ArrayList<>(List.of(BackendProcess.runningJava().toString()));
    OwnJars own = OwnJars.of(List.of(args));
    int first = words.size() - args.length;
    // not on Windows, nor of a line of more than 4 KiB: the flags of the JVM are lost then
    if (first > 0 && words.subList(first, words.size()).equals(List.of(args))) {
      if (!own.areToBeAdded()) {
        command.addAll(words);
        return command;
      }
      List<String> flags = words.subList(0, first);
      int started = Math.max(flags.indexOf("-jar"), flags.indexOf("-cp"));
      command.addAll(flags.subList(0, Math.max(0, started)));
    }
    if (Runtime.version().feature() >= NATIVE_ACCESS_IS_ASKED_FOR) {
      command.add("--enable-native-access=ALL-UNNAMED"); // as the jar's manifest says for -jar
    }
    String classPath = own.behind(System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(own.rest());
    return command;
  }

  /**
   * Watches the JVM that started this one by {@link #execute}, if one did.
   *
   * @param ended called by some thread when it has ended, in whatever way
   */
  public static void onEndOfStarter(Map<String, String> environment, Runnable ended) {
    String pid = environment.get(STARTER);
    if (pid != null) {
      Optional<ProcessHandle> starter = ProcessHandle.of(Long.parseLong(pid));
      starter.ifPresentOrElse(process -> process.onExit().thenRun(ended), ended);
    }
  }
}
