package org.asyncmark.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.asyncmark.backend.Backend;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Serves http leaves in this JVM until Ctrl-C or SIGTERM. Standard input is never read. */
@Command(
    name = "backend",
    mixinStandardHelpOptions = true,
    description = {
      "Run the HTTP backend alone on 127.0.0.1, for curl, wrk or a browser.",
      "GET /leaf?delayMicros=&bytes=&status=&index= is what http leaves ask for.",
      "GET /connections tells how many connections were accepted.",
      "POST /stall?millis= holds all leaves back for that time; for tests."
    })
public final class BackendCommand implements Callable<Integer> {
  @Mixin private Foreground foreground;

  @Override
  public Integer call() {
    try (Backend backend = Backend.start(foreground.port())) {
      String leaf = backend.port() + "/leaf?delayMicros=1000&bytes=64&index=7'";
      foreground.serve(
          backend.port(), List.of("try: curl -i 'http://127.0.0.1:" + leaf), backend::close);
    }
    return 0;
  }
}
