package org.asyncmark.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.asyncmark.doctor.Checkout;
import org.asyncmark.doctor.Diagnosis;
import org.asyncmark.doctor.Doctor;
import org.asyncmark.doctor.DoctorFinding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the doctor found; ends with 4 if nothing can be run at all, else with 0. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check the machine without changing it: CPUs, limits, clock, profiling, JDKs, Pythons.")
public final class DoctorCommand implements Callable<Integer> {
  private final Examination examination;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = Headings.RESULTS,
      description = "folder that runs are written to; default ${DEFAULT-VALUE}")
  private Path results = Path.of("results");

  @Spec private CommandSpec spec;

  @FunctionalInterface
  interface Examination {
    Diagnosis of(Path results) throws InterruptedException;
  }

  public DoctorCommand() {
    this(results -> Checkout.alsoIn(Doctor.examine(results)));
  }

  DoctorCommand(Examination examination) {
    this.examination = examination;
  }

  @Override
  public Integer call() throws InterruptedException {
    Diagnosis diagnosis = examination.of(results);
    PrintWriter out = spec.commandLine().getOut();
    int width = diagnosis.findings().stream().mapToInt(f -> f.subject().length()).max().orElse(1);
    for (DoctorFinding finding : diagnosis.findings()) {
      out.printf(
          Locale.ROOT,
          "%-4s  %-" + width + "s  %s%n",
          finding.level().word(),
          finding.subject(),
          finding.text());
    }
    diagnosis.blockers().forEach(spec.commandLine().getErr()::println);
    return diagnosis.canRun() ? 0 : Errors.ENVIRONMENT;
  }
}
