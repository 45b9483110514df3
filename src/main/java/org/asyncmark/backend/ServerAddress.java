package org.asyncmark.backend;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a server of http leaves listens.
 *
 * @param host a name or an address; one of IPv6 in brackets, as in a URL
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {
  /** The host of the suite's own servers. */
  public static final String LOOPBACK = "127.0.0.1";

  public ServerAddress {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: want 1 to 65535, got " + port);
    }
  }

  /**
   * Reads an address that is written {@code http://HOST:PORT}. Nothing is asked and no default
   * taken.
   *
   * @throws IllegalArgumentException if it is none; the message says what was found and what to do
   */
  public static ServerAddress ofUrl(String text) {
    URI url;
    try {
      url = new URI(text);
    } catch (URISyntaxException e) {
      throw refused(text, "which is no URL");
    }
    String scheme = String.valueOf(url.getScheme());
    if (scheme.equalsIgnoreCase("https")) {
      throw refused(text, "and http leaves speak no TLS; name a server of plain HTTP/1.1");
    }
    String host = url.getHost();
    if (!scheme.equalsIgnoreCase("http") || host == null) {
      throw refused(text, "which names no host by that scheme");
    }
    if (url.getPort() < 0) {
      throw refused(text, "which names no port; none is taken by default");
    }
    String path = String.valueOf(url.getRawPath());
    boolean bare = url.getRawUserInfo() == null && url.getRawQuery() == null;
    if (!bare || url.getRawFragment() != null || !(path.isEmpty() || path.equals("/"))) {
      throw refused(text, "which says more; leaves ask for " + LeafQuery.PATH + " of a server");
    }
    return new ServerAddress(host, url.getPort());
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("want http://HOST:PORT, got '" + text + "', " + why);
  }

  /** Returns it as a URL. */
  public String url() {
    return "http://" + this;
  }

  /** Returns it as it stands in a URL and in a request. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
