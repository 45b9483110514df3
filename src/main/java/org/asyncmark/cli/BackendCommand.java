package org.asyncmark.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.asyncmark.backend.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves {@code /leaf} in this JVM until Ctrl-C or SIGTERM. Standard input is never read. */
@Command(
    name = "backend",
    mixinStandardHelpOptions = true,
    description = "Run the HTTP backend alone on 127.0.0.1, for curl, wrk or a browser.")
public final class BackendCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "0",
      paramLabel = "N",
      description = "port to listen on, 0 for a free one; default ${DEFAULT-VALUE}")
  private int port;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port: want 0 to 65535, got " + port);
    }
    try (Backend backend = Backend.start(port)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("listening on 127.0.0.1:" + backend.port());
      out.printf(
          Locale.ROOT,
          "try: curl -i 'http://127.0.0.1:%d/leaf?delayMicros=1000&bytes=64&index=7'%n",
          backend.port());
      out.println("stop: Ctrl-C");
      Foreground.serve(backend::close);
    }
    return 0;
  }
}
