package org.asyncmark.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.asyncmark.EnvironmentException;

/** The style sheets and scripts that stand in the page, and the policy that allows no others. */
final class PageAssets {
  private static final String LIBRARY = "/META-INF/resources/webjars/uplot/1.6.30/";
  private static final String PLOTS = LIBRARY + "dist/";
  private static final String OWN = "/org/asyncmark/report/page/";

  private static final List<String> STYLES =
      List.of(PLOTS + "uPlot.min.css", OWN + "page.css", OWN + "narrow.css", OWN + "print.css");
  private static final List<String> SCRIPTS =
      List.of(
          PLOTS + "uPlot.iife.min.js",
          OWN + "tables.js",
          OWN + "copy.js",
          OWN + "plots.js",
          OWN + "explore.js",
          OWN + "links.js");

  private PageAssets() {}

  /** Returns the style sheets, in their order. */
  static String styles() {
    return STYLES.stream().map(PageAssets::read).collect(Collectors.joining("\n"));
  }

  /** Returns the scripts in their order: the library of plots first. */
  static List<String> scripts() {
    return SCRIPTS.stream().map(PageAssets::read).toList();
  }

  /** Returns the licence of the library, which wants to go with every copy of it. */
  static String licence() {
    return read(LIBRARY + "LICENSE");
  }

  /**
   * Returns a Content-Security-Policy by which a browser runs these scripts and asks nobody for
   * anything. Styles may stand in the page, because each figure has its own.
   */
  static String policy(List<String> scripts) {
    String hashes = scripts.stream().map(PageAssets::hash).collect(Collectors.joining(" "));
    return "default-src 'none'; script-src "
        + hashes
        + "; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  }

  private static String hash(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JVM has SHA-256", e);
    }
  }

  private static String read(String name) {
    try (InputStream in = PageAssets.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new EnvironmentException(
            "wanted "
                + name
                + " on the class path for report.html, found none; build the jar again");
      }
      // a browser reads a carriage return as a line feed, and hashes what it has read
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
