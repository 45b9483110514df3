package org.asyncmark.cli;

import org.asyncmark.analyse.Value;
import org.asyncmark.backend.ServerAddress;
import org.asyncmark.leaf.LeafSpec;
import org.asyncmark.leaf.ServerCheck;
import org.asyncmark.pattern.Serving;
import org.asyncmark.plan.Plan;
import org.asyncmark.plan.PlannedArm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a server for http leaves in place of the suite's. */
final class BackendOption {
  /** Why asyncio is not measured that would be by default, as it stands in tables. */
  static final String ABSENCE = "n/a (it asks the suite's server alone, not that of --backend)";

  @Option(
      names = "--backend",
      paramLabel = "URL",
      description =
          "http leaves ask this server, http://HOST:PORT, in place of the suite's: it answers GET"
              + " /leaf as the verb backend does. It alone is called. asyncio and the pattern"
              + " session are n/a with it")
  private @Nullable String url;

  boolean given() {
    return url != null;
  }

  /**
   * Returns a plan whose http leaves ask the server, or the same if none is named.
   *
   * @throws IllegalArgumentException if that cannot be; the message says what was found
   */
  Plan applyTo(Plan plan) {
    if (url == null) {
      return plan;
    }
    try {
      return plan.asking(ServerAddress.ofUrl(url).url());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--backend: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses asyncio beside it.
   *
   * @param asked whether model asyncio or a Python was named
   * @throws IllegalArgumentException if both are given
   */
  void refuseAsyncio(boolean asked) {
    if (url != null && asked) {
      throw new IllegalArgumentException(
          "--backend is not for asyncio, which asks the suite's server alone; leave out --backend,"
              + " or asyncio and --python");
    }
  }

  /**
   * Asks the server that a plan names, if it names one, for one leaf.
   *
   * @throws org.asyncmark.EnvironmentException if it does not answer as it has to
   */
  static void check(Plan plan) throws InterruptedException {
    String named = plan.backend();
    if (named != null) {
      new ServerCheck(ServerAddress.ofUrl(named), largestPayload(plan)).require();
    }
  }

  private static int largestPayload(Plan plan) {
    long largest = LeafSpec.MIN_PAYLOAD_BYTES;
    for (PlannedArm planned : plan.arms()) {
      Value bytes = planned.arm().params().get("payloadBytes");
      if (bytes != null && Serving.of(planned.arm()).overHttp()) {
        largest = Math.max(largest, bytes.number().orElse(0));
      }
    }
    return (int) largest;
  }
}
