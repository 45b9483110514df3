package org.asyncmark.loop.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Traces that CPython gave before, so that a machine without Python tests something: a compressed
 * text whose first line is the release and whose others are a seed, a checksum of the program and
 * the lines of its trace, between tabs.
 */
final class Recorded implements Oracle {
  static final Path FILE =
      Path.of("src", "test", "resources", "differential", "recorded-traces.txt.gz");

  private final Release release;
  private final Map<Long, String> bySeed = new HashMap<>();

  private Recorded(BufferedReader lines) throws IOException {
    release = Release.parse(lines.readLine());
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int seedEnd = line.indexOf('\t');
      bySeed.put(Long.valueOf(line.substring(0, seedEnd)), line.substring(seedEnd + 1));
    }
  }

  static Recorded read() throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), UTF_8))) {
      return new Recorded(lines);
    }
  }

  /** Records what {@code oracle} says of programs of {@code seed} and up. */
  static void write(Oracle oracle, long seed, int programs) throws IOException {
    try (BufferedWriter lines =
        new BufferedWriter(
            new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(FILE)), UTF_8))) {
      lines.write(oracle.release() + "\n");
      for (int i = 0; i < programs; i++) {
        Program program = ProgramGenerator.generate(seed + i);
        String trace = String.join("\t", oracle.trace(program).lines());
        lines.write(program.seed() + "\t" + checksum(program) + "\t" + trace + "\n");
      }
    }
  }

  @Override
  public Release release() {
    return release;
  }

  @Override
  public Trace trace(Program program) throws IOException {
    String checksum = checksum(program) + "\t";
    String known = bySeed.get(program.seed());
    if (known == null || !known.startsWith(checksum)) {
      throw new IOException(
          "no trace was recorded of this program of seed "
              + program.seed()
              + "; if the generator has changed, record again, see asyncio-parity.md");
    }
    return new Trace(List.of(known.substring(checksum.length()).split("\t")));
  }

  private static String checksum(Program program) {
    CRC32 crc = new CRC32();
    crc.update(program.text().getBytes(UTF_8));
    return Long.toHexString(crc.getValue());
  }
}
