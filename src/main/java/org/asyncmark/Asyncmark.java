package org.asyncmark;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import org.asyncmark.cli.BackendCommand;
import org.asyncmark.cli.CiteCommand;
import org.asyncmark.cli.CleanStart;
import org.asyncmark.cli.CompareCommand;
import org.asyncmark.cli.DoctorCommand;
import org.asyncmark.cli.EchoCommand;
import org.asyncmark.cli.Errors;
import org.asyncmark.cli.JmhCommand;
import org.asyncmark.cli.ListCommand;
import org.asyncmark.cli.MergeCommand;
import org.asyncmark.cli.PackCommand;
import org.asyncmark.cli.PathArgument;
import org.asyncmark.cli.ProfileCommand;
import org.asyncmark.cli.ReportCommand;
import org.asyncmark.cli.RunCommand;
import org.asyncmark.cli.SelftestCommand;
import org.asyncmark.cli.StandardOutput;
import org.asyncmark.cli.VerifyCommand;
import org.asyncmark.cli.WholeNumber;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command line: without a verb it looks at the machine, measures with the quick preset, and
 * reports.
 */
@Command(
    name = "asyncmark",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "asyncio's concurrency patterns in four Java concurrency models, measured on every JDK of this machine.",
      "Without a command: doctor, then run --preset quick."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a benchmark or a check failed",
      "2:the command line is wrong",
      "3:a condition of compare --fail-if was met",
      "4:this machine cannot do what was asked",
      "130:ended with Ctrl-C; run --resume goes on"
    },
    subcommands = {
      RunCommand.class,
      ListCommand.class,
      DoctorCommand.class,
      ProfileCommand.class,
      ReportCommand.class,
      CompareCommand.class,
      CiteCommand.class,
      VerifyCommand.class,
      PackCommand.class,
      MergeCommand.class,
      BackendCommand.class,
      EchoCommand.class,
      SelftestCommand.class,
      JmhCommand.class
    })
public final class Asyncmark implements Callable<Integer> {
  private static final int STARTER_ENDED = 1;

  @Option(
      names = "--classpath",
      scope = ScopeType.INHERIT,
      paramLabel = "[NAME=]JAR",
      description =
          "jar with patterns of your own; several are separated as in java -cp. With names, for"
              + " example base=old.jar and candidate=new.jar: builds that one run compares, the first"
              + " is the baseline; of run, profile and list")
  @SuppressWarnings("unused") // OwnJars reads it, before the rest of the command line is read
  private List<String> classPath = new ArrayList<>();

  @Spec private CommandSpec spec;

  /** Runs the command line and ends the JVM with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // what libraries format is the same everywhere too
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    StandardOutput written = new StandardOutput();
    System.setOut(utf8(written));
    System.setErr(utf8(new FileOutputStream(FileDescriptor.err)));
    try {
      if (CleanStart.isNeeded(args, System.getenv())) {
        System.exit(CleanStart.execute(Asyncmark.class, args));
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(CommandLine.ExitCode.USAGE);
    }
    CleanStart.onEndOfStarter(System.getenv(), () -> System.exit(STARTER_ENDED));
    if ("dumb".equals(System.getenv("TERM"))) {
      System.setProperty("picocli.ansi", "false");
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    int code =
        commandLine()
            .setOut(out)
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
            .execute(args);
    out.flush();
    Optional<String> lost = written.lost();
    if (code == CommandLine.ExitCode.OK && lost.isPresent()) {
      System.err.println("not all of the output could be written: " + lost.get());
      code = Errors.ENVIRONMENT;
    }
    System.exit(code);
  }

  /** JDK 17 would replace what the locale's encoding lacks. */
  private static PrintStream utf8(FileOutputStream file) {
    return new PrintStream(new BufferedOutputStream(file), true, StandardCharsets.UTF_8);
  }

  /** Returns the command line, ready to be executed once. */
  static CommandLine commandLine() {
    return new CommandLine(new Asyncmark())
        .setExpandAtFiles(false)
        .registerConverter(Path.class, new PathArgument())
        .registerConverter(int.class, WholeNumber::ofInt)
        .registerConverter(Integer.class, WholeNumber::ofInt)
        .registerConverter(long.class, WholeNumber::ofLong)
        .registerConverter(Long.class, WholeNumber::ofLong)
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution);
  }

  @Override
  public Integer call() {
    int doctor = commandLine("doctor").execute();
    if (doctor != 0) {
      return doctor;
    }
    spec.commandLine().getOut().println();
    return commandLine("run").execute("--preset", "quick");
  }

  private CommandLine commandLine(String verb) {
    return Objects.requireNonNull(spec.commandLine().getSubcommands().get(verb), verb);
  }
}
