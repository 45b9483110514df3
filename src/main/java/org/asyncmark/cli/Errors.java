package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.asyncmark.EnvironmentException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what was thrown into one line and an exit code. */
public final class Errors {
  /** A benchmark or a check failed. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** A condition of {@code compare --fail-if} was met. */
  static final int CONDITION_MET = 3;

  /** This machine cannot do what was asked. */
  public static final int ENVIRONMENT = 4;

  private Errors() {}

  /** Prints a wrong command line's error on one line. */
  public static int usage(ParameterException error, String[] args) {
    PrintWriter err = error.getCommandLine().getErr();
    err.println(error.getMessage());
    verbsOf(error).ifPresent(err::println);
    err.println("see " + error.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return USAGE;
  }

  /** Returns the verbs that an option without a verb is of, in words. */
  private static Optional<String> verbsOf(ParameterException error) {
    if (!(error instanceof UnmatchedArgumentException unmatched)) {
      return Optional.empty();
    }
    String option = unmatched.getUnmatched().get(0).split("=", 2)[0];
    if (!option.startsWith("-")) {
      return Optional.empty();
    }
    String verbs =
        error.getCommandLine().getSubcommands().entrySet().stream()
            .filter(verb -> verb.getValue().getCommandSpec().findOption(option) != null)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return verbs.isEmpty()
        ? Optional.empty()
        : Optional.of(option + " stands behind a verb that has it: " + verbs);
  }

  /**
   * Prints what the machine cannot do on one line; anything else is a bug and keeps its stack
   * trace.
   *
   * @throws Exception the error itself, if it is a bug
   */
  public static int execution(Exception error, CommandLine command, ParseResult parsed)
      throws Exception {
    if (error instanceof EnvironmentException) {
      command.getErr().println(error.getMessage());
      return ENVIRONMENT;
    }
    if (error instanceof InterruptedException) {
      command.getErr().println("interrupted");
      return FAILED;
    }
    throw error;
  }
}
