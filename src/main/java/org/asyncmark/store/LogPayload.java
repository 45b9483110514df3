package org.asyncmark.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.InflaterInputStream;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;

/**
 * A histogram as HdrHistogram encodes it in a line of a log: V0, V1 or V2, of whole numbers or not,
 * compressed or not.
 *
 * @see <a href="https://github.com/HdrHistogram/HdrHistogram">HdrHistogram</a>, whose {@code
 *     AbstractHistogram} and {@code DoubleHistogram} have these first words and headers
 */
final class LogPayload {
  private static final int DOUBLE = 0x0c72124e;
  private static final int DOUBLE_COMPRESSED = 0x0c72124f;
  private static final int V0 = 0x1c849308;
  private static final int V0_COMPRESSED = 0x1c849309;
  private static final int V1 = 0x1c849301;
  private static final int V1_COMPRESSED = 0x1c849302;
  private static final int V2 = 0x1c849303;
  private static final int V2_COMPRESSED = 0x1c849304;

  /** Bits of the first word that tell the size of a count. */
  private static final int COUNT_SIZE = 0xf0;

  /** First word, digits, and the ratio of the greatest to the least value. */
  private static final int DOUBLE_HEADER_BYTES = 16;

  private LogPayload() {}

  /**
   * Decodes a histogram, of {@link Histogram} or {@link DoubleHistogram}.
   *
   * @param base64 as it stands in the line
   * @throws DataFormatException if it is damaged, or no histogram
   */
  static EncodableHistogram decoded(String base64) throws DataFormatException {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      int cookie = bytes.getInt(0);
      return switch (cookie) {
        case DOUBLE -> DoubleHistogram.decodeFromByteBuffer(bytes, 0);
        case DOUBLE_COMPRESSED -> {
          checkWhole(bytes, DOUBLE_HEADER_BYTES);
          yield DoubleHistogram.decodeFromCompressedByteBuffer(bytes, 0);
        }
        default -> wholeNumbers(bytes, cookie & ~COUNT_SIZE);
      };
    } catch (IOException | RuntimeException e) { // whatever the decoder runs into
      DataFormatException damage = new DataFormatException("the histogram is damaged");
      damage.initCause(e);
      throw damage;
    }
  }

  private static Histogram wholeNumbers(ByteBuffer bytes, int cookie)
      throws DataFormatException, IOException {
    return switch (cookie) {
      case V0, V1, V2 -> Histogram.decodeFromByteBuffer(bytes, 0);
      case V0_COMPRESSED, V1_COMPRESSED, V2_COMPRESSED -> {
        checkWhole(bytes, 0);
        yield Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      }
      default ->
          throw new DataFormatException("the histogram has none of the encodings V0, V1 and V2");
    };
  }

  /**
   * Inflates what is compressed to its end. The decoder does not go there, where the checksum is.
   *
   * @param at where the header of the compressed part begins: first word, length
   */
  @SuppressWarnings("ByteBufferBackingArray") // they are a whole array
  private static void checkWhole(ByteBuffer bytes, int at) throws DataFormatException, IOException {
    int start = at + 2 * Integer.BYTES;
    int length = bytes.getInt(at + Integer.BYTES);
    if (length != bytes.limit() - start) {
      throw new DataFormatException("the histogram is cut off");
    }
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes.array(), start, length))) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
