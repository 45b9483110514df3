package org.asyncmark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.asyncmark.bench.EchoServer;
import org.asyncmark.bench.EchoServerKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private Foreground foreground;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    EchoServerKind kind =
        EchoServerKind.ofId(server)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "--server: want one of " + EchoServerKind.ids() + ", got " + server));
    try (EchoServer running = EchoServer.start(kind, foreground.port())) {
      foreground.serve(running.port(), List.of(), running::close);
    }
    return 0;
  }
}
