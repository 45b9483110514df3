package org.asyncmark.leaf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the status line and the headers of responses, byte by byte and in any fragmentation, and
 * keeps only what frames the body. One response after the other; interim (1xx) ones are skipped.
 */
final class HttpHeaderReader {
  private static final byte[] VERSION = "HTTP/1.1 ".getBytes(US_ASCII);
  private static final long NO_LENGTH = -1;

  /** The largest header that is taken, all line ends and interim responses included. */
  private static final int MAX_HEADER_BYTES = 8 * 1024;

  private byte[] line = new byte[256];
  private int lineBytes;
  private int headerBytes;
  private int headerLines;
  private int status;
  private long contentLength;
  private boolean keepAlive;

  HttpHeaderReader() {
    reset();
  }

  void reset() {
    headerBytes = 0;
    startResponse();
  }

  private void startResponse() {
    lineBytes = 0;
    headerLines = 0;
    status = 0;
    contentLength = NO_LENGTH;
    keepAlive = true;
  }

  int status() {
    return status;
  }

  boolean keepAlive() {
    return keepAlive;
  }

  int headerBytes() {
    return headerBytes;
  }

  /** Returns the length of the body that follows the header. */
  int bodyBytes() {
    return allowsBody() ? (int) contentLength : 0;
  }

  private boolean allowsBody() {
    return status != 204 && status != 304;
  }

  /** Reads as far as the header goes; returns true when it is whole. */
  boolean read(ByteBuffer in) throws HttpProtocolException {
    while (in.hasRemaining()) {
      byte b = in.get();
      if (++headerBytes > MAX_HEADER_BYTES) {
        throw new HttpProtocolException(
            "header too big: want at most " + MAX_HEADER_BYTES + " bytes");
      }
      if (b == '\n') {
        if (lineBytes > 0 && line[lineBytes - 1] == '\r') {
          lineBytes--;
        }
        if (endOfLine()) {
          return true;
        }
      } else {
        if (lineBytes == line.length) {
          line = Arrays.copyOf(line, Math.min(2 * line.length, MAX_HEADER_BYTES));
        }
        line[lineBytes++] = b;
      }
    }
    return false;
  }

  private boolean endOfLine() throws HttpProtocolException {
    boolean whole = false;
    refuseControls();
    if (status == 0) {
      statusLine();
    } else if (lineBytes > 0) {
      headerLines++;
      headerLine();
    } else if (status < 200) {
      startResponse();
    } else {
      requireLength();
      whole = true;
    }
    lineBytes = 0;
    return whole;
  }

  private void refuseControls() throws HttpProtocolException {
    for (int i = 0; i < lineBytes; i++) {
      byte b = line[i];
      if (b == 127 || (b >= 0 && b < ' ' && b != '\t')) {
        throw new HttpProtocolException(
            "control character " + b + " in header line '" + HttpText.shown(line, lineBytes) + "'");
      }
    }
  }

  private void statusLine() throws HttpProtocolException {
    boolean good = lineBytes >= 12 && Arrays.equals(line, 0, 9, VERSION, 0, 9);
    int code = 0;
    for (int i = 9; good && i < 12; i++) {
      good = line[i] >= '0' && line[i] <= '9';
      code = code * 10 + line[i] - '0';
    }
    good &= lineBytes == 12 || (lineBytes > 12 && line[12] == ' ');
    if (!good || code < 100 || code > 599) {
      throw new HttpProtocolException(
          "bad status line: want 'HTTP/1.1 ' and a status from 100 to 599, got '"
              + HttpText.shown(line, lineBytes)
              + "'");
    }
    if (code == 101) {
      throw new HttpProtocolException("status 101: nobody asked to switch protocols");
    }
    status = code;
  }

  private void headerLine() throws HttpProtocolException {
    if (HttpText.isBlank(line[0])) {
      throw new HttpProtocolException(
          "header continued on a second line (obs-fold): want one line a header, got '"
              + HttpText.shown(line, lineBytes)
              + "'");
    }
    int colon = 0;
    while (colon < lineBytes && line[colon] != ':') {
      colon++;
    }
    if (colon == 0 || colon == lineBytes || HttpText.isBlank(line[colon - 1])) {
      throw new HttpProtocolException(
          "bad header line: want 'name: value', got '" + HttpText.shown(line, lineBytes) + "'");
    }
    int from = HttpText.skipBlanks(line, colon + 1, lineBytes);
    int to = HttpText.trimBlanks(line, from, lineBytes);
    switch (colon) { // the length of the name: most headers do not matter
      case 14 -> {
        if (HttpText.equalsIgnoreCase(line, 0, colon, "content-length")) {
          contentLength(from, to);
        }
      }
      case 17 -> {
        if (HttpText.equalsIgnoreCase(line, 0, colon, "transfer-encoding")) {
          throw new HttpProtocolException(
              "Transfer-Encoding '" + value(from, to) + "': want Content-Length");
        }
      }
      case 10 -> {
        if (HttpText.equalsIgnoreCase(line, 0, colon, "connection")
            && HttpText.listHas(line, from, to, "close")) {
          keepAlive = false;
        }
      }
      default -> {}
    }
  }

  private void contentLength(int from, int to) throws HttpProtocolException {
    long length = 0;
    boolean digits = to > from;
    for (int i = from; i < to && digits; i++) {
      digits = line[i] >= '0' && line[i] <= '9';
      length = Math.min(Integer.MAX_VALUE, length * 10 + line[i] - '0');
    }
    boolean skipped = status < 200 || !allowsBody();
    if (!digits || (!skipped && length > HttpTarget.MAX_BYTES)) {
      throw new HttpProtocolException(
          "Content-Length: want 0 to "
              + HttpTarget.MAX_BYTES
              + " bytes, got '"
              + value(from, to)
              + "'");
    }
    if (contentLength != NO_LENGTH && contentLength != length) {
      throw new HttpProtocolException(
          "two Content-Lengths: want one, got " + contentLength + " and " + length);
    }
    contentLength = length;
  }

  private String value(int from, int to) {
    return HttpText.shown(Arrays.copyOfRange(line, from, to), to - from);
  }

  private void requireLength() throws HttpProtocolException {
    if (contentLength == NO_LENGTH && allowsBody()) {
      throw new HttpProtocolException(
          "no Content-Length: want one, got status "
              + status
              + " with "
              + headerLines
              + " other headers");
    }
  }
}
