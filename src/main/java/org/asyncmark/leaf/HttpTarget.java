package org.asyncmark.leaf;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.asyncmark.backend.ServerAddress;

/**
 * The leaf that a client asks a server for: always the same but for its index, and what the plan
 * says of that.
 *
 * @param server where the server listens
 * @param plan how long the server waits before it answers, and whether it answers with a failure
 * @param bytes size of the answer's body, 16 (an index) to 1 048 576
 */
record HttpTarget(ServerAddress server, LeafPlan plan, int bytes) {
  /** Length of the index at the start of a body: 16 hexadecimal digits. */
  static final int INDEX_BYTES = 16;

  /** The largest body that a client takes: 1 MiB. */
  static final int MAX_BYTES = 1 << 20;

  HttpTarget {
    require("bytes", bytes, INDEX_BYTES, MAX_BYTES);
  }

  /** Creates a target on the suite's own server. */
  HttpTarget(int port, LeafPlan plan, int bytes) {
    this(new ServerAddress(ServerAddress.LOOPBACK, port), plan, bytes);
  }

  /**
   * Creates a target that always waits for the same time.
   *
   * @param delayMicros 0 to 60 000 000
   */
  HttpTarget(int port, int delayMicros, int bytes) {
    this(port, LeafPlan.always(Duration.of(delayMicros, ChronoUnit.MICROS)), bytes);
    require("delayMicros", delayMicros, 0, 60_000_000);
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + ": want " + min + " to " + max + ", got " + value);
    }
  }

  /** Returns what messages call the server. */
  String serverInWords() {
    return server.host().equals(ServerAddress.LOOPBACK)
        ? "the backend on port " + server.port()
        : "the server " + server;
  }
}
