package org.asyncmark.leaf;

/**
 * The leaf that a client asks the backend for: always the same but for its index.
 *
 * @param port port of the backend on 127.0.0.1, 1 to 65535
 * @param delayMicros time that the backend waits before it answers, 0 to 60 000 000
 * @param bytes size of the answer's body, 16 (an index) to 1 048 576
 */
record HttpTarget(int port, int delayMicros, int bytes) {
  /** Length of the index at the start of a body: 16 hexadecimal digits. */
  static final int INDEX_BYTES = 16;

  /** The largest body that a client takes: 1 MiB. */
  static final int MAX_BYTES = 1 << 20;

  HttpTarget {
    require("port", port, 1, 65_535);
    require("delayMicros", delayMicros, 0, 60_000_000);
    require("bytes", bytes, INDEX_BYTES, MAX_BYTES);
  }

  private static void require(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(name + ": want " + min + " to " + max + ", got " + value);
    }
  }
}
