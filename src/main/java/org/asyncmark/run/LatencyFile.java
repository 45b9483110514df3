package org.asyncmark.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.asyncmark.measure.LatencyRecorder;

/** Latencies as a Python writes them: 64-bit numbers of nanoseconds, the lowest byte first. */
final class LatencyFile implements AutoCloseable {
  private final InputStream in;

  private LatencyFile(InputStream in) {
    this.in = in;
  }

  /**
   * Opens a file.
   *
   * @param latencies how many it has to have
   * @throws ForkFailedException if it is longer or shorter
   * @throws IOException if it cannot be read
   */
  static LatencyFile open(Path file, long latencies) throws IOException, ForkFailedException {
    long bytes = Files.size(file);
    if (bytes != latencies * Long.BYTES) {
      throw PythonResult.unusable(
          "wanted " + latencies * Long.BYTES + " bytes of latencies, found " + bytes);
    }
    return new LatencyFile(new BufferedInputStream(Files.newInputStream(file)));
  }

  /**
   * Reads the next ones.
   *
   * @param count how many, 0 and up
   * @param place of them, for messages
   * @throws ForkFailedException if one is negative or longer than any can be
   * @throws IOException if they cannot be read
   */
  Histogram next(int count, String place) throws IOException, ForkFailedException {
    byte[] bytes = in.readNBytes(count * Long.BYTES);
    LongBuffer latencies = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    Histogram histogram = LatencyRecorder.newHistogram();
    while (latencies.hasRemaining()) {
      long nanos = latencies.get();
      if (nanos < 0 || nanos > LatencyRecorder.HIGHEST_NANOS) {
        throw PythonResult.unusable(
            "wanted latencies between 0 and "
                + LatencyRecorder.HIGHEST_NANOS
                + " ns in "
                + place
                + ", found "
                + nanos);
      }
      histogram.recordValue(nanos);
    }
    return histogram;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
