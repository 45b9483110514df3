package org.asyncmark.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.asyncmark.plan.ForkSettings;

/** What a Python leaves of two turns, to be spoilt. */
final class PythonLeftovers {
  /** One iteration of 1 ms that does not count, and two turns of 1 ms. */
  static final ForkSettings FORK = new ForkSettings(0, 1, 1, 2, 1, 60_000, 0);

  static final String GOOD =
      """
      {"runtime": {"implementation": "CPython", "version": "3.11.7", "build": "main, Dec 8 2023",
        "freeThreaded": false, "gil": true, "loop": "asyncio",
        "collector": "on (700, 10, 10)", "processors": 4096},
       "warmUp": {"millis": 1234, "steady": true},
       "warmup": [{"ops": 4, "nanos": 1000000}],
       "turns": [
        {"ops": 4, "nanos": 1200000, "kinds": {"leaf": 2, "service": 1},
         "counts": {"cpu": [12.5, "us/op"], "memory.peak": [900, "kB"], "jain": [0.5, "0..1"]}},
        {"ops": 2, "nanos": 1000000, "kinds": {"leaf": 0, "service": 2},
         "counts": {"cpu": [13.5, "us/op"], "memory.peak": [1000, "kB"]}}]}
      """;

  /** Leaves and op of the first turn, ops of the second; nanoseconds. */
  static final long[] LATENCIES = {11_000, 12_000, 250_000, 300_000, 310_000};

  private PythonLeftovers() {}

  static void write(Path json, Path bin, String text, long... latencies) throws IOException {
    Files.writeString(json, text, StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(latencies.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(latencies);
    Files.write(bin, bytes.array());
  }

  /** Returns lines of a shell that leave the same. */
  static List<String> shell() {
    StringBuilder bytes = new StringBuilder();
    for (long latency : LATENCIES) {
      for (int at = 0; at < Long.BYTES; at++) {
        bytes.append("\\").append(Integer.toOctalString((int) (latency >> (8 * at) & 0xff)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("printf '" + bytes + "' > \"$result.bin\"");
    lines.add("cat > \"$result.json\" << 'END'");
    GOOD.lines().forEach(lines::add);
    lines.add("END");
    return lines;
  }
}
