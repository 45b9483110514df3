package org.asyncmark.store;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.asyncmark.EnvironmentException;

/**
 * Reads the text of a file once from its beginning to its end, so that it may be a pipe: UTF-8, or
 * UTF-16 and UTF-32 in either order of bytes, with a mark of that order or without, packed by gzip
 * or not.
 */
final class FileText {
  /** Far beyond any result file, and less than what would exhaust the memory. */
  private static final int MOST_BYTES = 256 << 20;

  private static final int GZIP_MAGIC = 0x1f8b;
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");

  private FileText() {}

  /**
   * Returns the text, without a mark of the order of bytes.
   *
   * @throws EnvironmentException if there is no such file, or it has no text; the message is one
   *     line with the file and the reason
   */
  static String read(Path file) {
    if (!Files.exists(file)) {
      throw new EnvironmentException("no such file or folder: " + file);
    }
    if (!Files.isReadable(file)) {
      throw new EnvironmentException(file + " cannot be read: permission denied");
    }
    byte[] bytes;
    try (InputStream in = unpacked(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new EnvironmentException(
          file + " cannot be read: " + EnvironmentException.oneLine(e.getMessage()), e);
    }
    if (bytes.length > MOST_BYTES) {
      throw new EnvironmentException(file + " is larger than any file of results: 256 MiB and up");
    }
    String text = decoded(file, bytes);
    if (text.isBlank()) {
      throw new EnvironmentException(
          file + " is empty; give a file of JMH's JSON, a histogram log or the folder of a run");
    }
    return text;
  }

  private static InputStream unpacked(Path file) throws IOException {
    // a channel would ask a pipe for its position
    InputStream in = new BufferedInputStream(new FileInputStream(file.toFile()));
    try {
      in.mark(2);
      boolean packed = (in.read() << 8 | in.read()) == GZIP_MAGIC;
      in.reset();
      return packed ? new GZIPInputStream(in) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static String decoded(Path file, byte[] bytes) {
    Charset charset = charset(bytes);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String text = charset.newDecoder().decode(in).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      String before = new String(bytes, 0, in.position(), charset);
      throw new EnvironmentException(
          String.format(
              Locale.ROOT,
              "%s is not in the encoding %s: line %d has the byte %s; write it again in UTF-8, for"
                  + " example with 'iconv -f latin1 -t UTF-8'",
              file,
              charset.name(),
              1 + before.chars().filter(c -> c == '\n').count(),
              HexFormat.of().withUpperCase().toHexDigits(bytes[in.position()])),
          e);
    }
  }

  /** Returns the encoding after the zeros among the first bytes: what is read begins in ASCII. */
  private static Charset charset(byte[] bytes) {
    int[] first = new int[4];
    for (int i = 0; i < first.length; i++) {
      first[i] = i < bytes.length ? bytes[i] & 0xff : 1;
    }
    if (first[0] == 0 && first[1] == 0) {
      return UTF_32BE;
    }
    if ((first[1] == 0 && first[2] == 0) || (first[0] == 0xff && first[2] == 0 && first[3] == 0)) {
      return UTF_32LE;
    }
    if (first[0] == 0 || (first[0] == 0xfe && first[1] == 0xff)) {
      return StandardCharsets.UTF_16BE;
    }
    if (first[1] == 0 || (first[0] == 0xff && first[1] == 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }
}
