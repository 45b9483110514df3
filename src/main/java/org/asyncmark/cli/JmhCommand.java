package org.asyncmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.asyncmark.jdk.JvmVariables;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Plain JMH with the arguments untouched. JMH ends the JVM itself where it fails. */
@Command(
    name = "jmh",
    description =
        "Plain JMH, arguments untouched; for histograms add"
            + " -prof org.asyncmark.measure.HdrProfiler.")
public final class JmhCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Map<String, String> options = JvmVariables.in(System.getenv());
    if (!options.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(JvmVariables.inWords(options) + " in the environment reaches every fork");
    }
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
