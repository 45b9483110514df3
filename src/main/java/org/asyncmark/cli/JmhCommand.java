package org.asyncmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Plain JMH with the arguments untouched. JMH ends the JVM itself where it fails. */
@Command(
    name = "jmh",
    description =
        "Plain JMH, arguments untouched; for histograms add"
            + " -prof org.asyncmark.measure.HdrProfiler.")
public final class JmhCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    org.openjdk.jmh.Main.main(arguments.toArray(String[]::new));
    return 0;
  }
}
