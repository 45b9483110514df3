package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.asyncmark.bench.PrimitiveRatios;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints what the primitives of the future model cost next to those of the JDK. */
@Command(
    name = "primitives",
    mixinStandardHelpOptions = true,
    description =
        "Measure semaphore, mutex and queue of the future model next to the JDK's, and print a"
            + " table for each JDK; a round takes about a minute.")
public final class PrimitivesCommand implements Callable<Integer> {
  @Option(
      names = "--jdk",
      split = ",",
      paramLabel = "N",
      description = "JDKs by feature release; default all that are found")
  private List<String> jdks = new ArrayList<>();

  @Option(
      names = "--rounds",
      defaultValue = "6",
      paramLabel = "N",
      description = "forks of each benchmark, 1 and up; default ${DEFAULT-VALUE}")
  private int rounds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    List<Jdk> measured;
    try {
      if (rounds < 1) {
        throw new IllegalArgumentException("--rounds must be 1 or more, got " + rounds);
      }
      measured = JdkLocator.ofThisMachine().locate().select(jdks);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Jdk jdk : measured) {
      PrimitiveRatios ratios = new PrimitiveRatios();
      for (int round = 0; round < rounds; round++) {
        ratios.measureRound(jdk.javaExecutable());
      }
      out.printf(Locale.ROOT, "JDK %s%n%s%n%s%n", jdk.label(), ratios.caption(), ratios.table());
      out.flush();
    }
    return 0;
  }
}
