package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.asyncmark.bench.EchoServer;
import org.asyncmark.bench.EchoServerKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Echoes in this JVM until Ctrl-C or SIGTERM. Standard input is never read. */
@Command(
    name = "echo",
    mixinStandardHelpOptions = true,
    description = "Run one of the echo servers alone on 127.0.0.1, for nc, perf or strace.")
public final class EchoCommand implements Callable<Integer> {
  @Option(
      names = "--server",
      defaultValue = "loop",
      paramLabel = "NAME",
      description =
          "loop, netty-nio, netty-nio-unsafe (JDK 25 and newer) or netty-epoll; default ${DEFAULT-VALUE}")
  private String server;

  @Option(
      names = "--port",
      defaultValue = "0",
      paramLabel = "N",
      description = "port to listen on, 0 for a free one; default ${DEFAULT-VALUE}")
  private int port;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    EchoServerKind kind =
        EchoServerKind.ofId(server)
            .orElseThrow(
                () -> wrong("--server: want one of " + EchoServerKind.ids() + ", got " + server));
    if (port < 0 || port > 65_535) {
      throw wrong("--port: want 0 to 65535, got " + port);
    }
    try (EchoServer running = EchoServer.start(kind, port)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("listening on 127.0.0.1:" + running.port());
      out.println("stop: Ctrl-C");
      Foreground.serve(running::close);
    }
    return 0;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
