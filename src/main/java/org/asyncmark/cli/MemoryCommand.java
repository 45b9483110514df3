package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.asyncmark.bench.WaitedFor;
import org.asyncmark.bench.WaiterMemoryTable;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints how much memory a waiting task takes in each model. */
@Command(
    name = "memory",
    mixinStandardHelpOptions = true,
    description = "Measure the memory of waiting tasks, one fork a row, and print a table.")
public final class MemoryCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      split = ",",
      paramLabel = "M",
      description = "platform, virtual, future, loop; default all")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--jdk",
      split = ",",
      paramLabel = "N",
      description = "JDKs by feature release; default all that are found")
  private List<String> jdks = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    List<Model> chosen;
    List<Jdk> measured;
    try {
      chosen =
          models.isEmpty()
              ? Arrays.asList(Model.values())
              : models.stream().map(Model::of).distinct().sorted().toList();
      measured = JdkLocator.ofThisMachine().locate().select(jdks);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Jdk jdk : measured) {
      out.println("JDK " + jdk.label());
      out.print(WaiterMemoryTable.heading());
      for (Model model : chosen) {
        rows(out, jdk, model);
      }
      out.print(WaiterMemoryTable.notes());
      out.println();
    }
    return 0;
  }

  private static void rows(PrintWriter out, Jdk jdk, Model model) {
    if (!model.availableOn(jdk.feature())) {
      out.println(model.id() + ": " + model.absence());
      return;
    }
    for (WaitedFor what : WaitedFor.values()) {
      for (boolean warm : new boolean[] {false, true}) {
        out.print(WaiterMemoryTable.row(jdk.javaExecutable(), model, what, warm));
        out.flush();
      }
    }
  }
}
