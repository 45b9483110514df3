package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What verbs that serve have in common: a port to choose, and to live until Ctrl-C or SIGTERM. */
final class Foreground {
  @Option(
      names = "--port",
      defaultValue = "0",
      paramLabel = "N",
      description = "port to listen on, 0 for a free one; default ${DEFAULT-VALUE}")
  private int port;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Returns the port that was asked for, 0 to 65535. */
  int port() {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port: want 0 to 65535, got " + port);
    }
    return port;
  }

  /**
   * Tells the port and waits for Ctrl-C or SIGTERM, which close the server and end the JVM, or for
   * an interrupt.
   *
   * @param listening the port that the server has
   * @param hints lines for the user
   * @param close closes the server
   */
  void serve(int listening, List<String> hints, Runnable close) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("listening on 127.0.0.1:" + listening);
    hints.forEach(out::println);
    out.println("stop: Ctrl-C");
    Thread atExit = new Thread(close, "asyncmark-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the caller wants an end, and may want to know
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
