package org.asyncmark.leaf;

/**
 * The largest response that a client takes.
 *
 * @param maxHeaderBytes status lines and headers, line ends included, from 64
 * @param maxBodyBytes body, from 0
 */
public record HttpLimits(int maxHeaderBytes, int maxBodyBytes) {
  /** 8 KiB of header and 1 MiB of body. */
  public static final HttpLimits DEFAULT = new HttpLimits(8 * 1024, 1024 * 1024);

  public HttpLimits {
    if (maxHeaderBytes < 64 || maxBodyBytes < 0) {
      throw new IllegalArgumentException(
          "want maxHeaderBytes from 64 and maxBodyBytes from 0, got "
              + maxHeaderBytes
              + " and "
              + maxBodyBytes);
    }
  }
}
