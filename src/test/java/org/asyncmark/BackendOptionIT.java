package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.asyncmark.backend.AcceptedConnections;
import org.asyncmark.backend.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run whose http leaves ask a server of the user's own. */
@Timeout(240)
class BackendOptionIT {
  private static final int CONNECTIONS = 8;

  @TempDir private Path folder;

  @Test
  void theForksAskItAndTheReportSaysSo() throws Exception {
    try (Backend own = Backend.start(0);
        StartedJar jar =
            StartedJar.run(
                folder,
                "--param",
                "leaf=http",
                "--param",
                "connections=" + CONNECTIONS,
                "--model",
                "platform,loop",
                "--cpus",
                "all",
                "--backend",
                "http://127.0.0.1:" + own.port())) {
      String said = jar.output().lines().collect(Collectors.joining("\n"));
      assertThat(jar.exitCode()).as(said).isZero();
      String line = "http://127.0.0.1:" + own.port() + ", which is not the suite's server";
      assertThat(said).contains("the http leaves ask " + line);
      Path run = jar.onlyRun();
      assertThat(jar.forks(run)).hasSizeGreaterThanOrEqualTo(2);
      long asked = 1; // by the driver, before the run
      long counted = 1; // by the question
      assertThat(new AcceptedConnections(own.port()).ask())
          .isEqualTo(asked + counted + (long) CONNECTIONS * jar.forks(run).size());
      assertThat(Files.readString(run.resolve("manifest.json")))
          .contains("\"backend\" : \"http://127.0.0.1:" + own.port() + "\"");
      assertThat(Files.readString(run.resolve("REPORT.md"))).contains(line);
      assertThat(Files.readString(run.resolve("report.html")))
          .contains("http://127.0.0.1:" + own.port() + ", which is not the suite");
    }
  }
}
