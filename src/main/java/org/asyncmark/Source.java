package org.asyncmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, as the build wrote it into the jar.
 *
 * @param git short hash of the commit, or {@code nogit} if it was built without git
 * @param dirty whether files differed from that commit, untracked ones included
 * @param jarSha256 hash of the jar that the forks ran, or {@code classes} if they ran from a folder
 *     of classes
 * @param commit full hash of the commit; null if it was built without git, and in runs before it
 *     was kept
 * @param committedUtc ISO-8601 instant of the commit; null as {@code commit}
 */
public record Source(
    String git,
    boolean dirty,
    String jarSha256,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String commit,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String committedUtc) {
  private static final String NO_GIT = "nogit";
  private static final int SHORT_HASH = 7;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{" + SHORT_HASH + ",}");

  /** Creates the source of a run before its commit was kept in full. */
  public Source(String git, boolean dirty, String jarSha256) {
    this(git, dirty, jarSha256, null, null);
  }

  /** Reads what the running code is. */
  public static Source ofRunningCode() {
    try (InputStream built = Source.class.getResourceAsStream("source.properties")) {
      Properties properties = new Properties();
      if (built != null) { // an IDE may compile without the build
        properties.load(built);
      }
      return of(runningCode(), properties);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what the running jar was built from", e);
    }
  }

  /** Tells whether this is the code of a commit and nothing else. */
  public boolean committed() {
    return !dirty && hasCommit();
  }

  /** Returns what was measured in a few words, for example {@code commit 8ca8006}. */
  public String inWords() {
    if (!hasCommit()) {
      return "code of no known commit";
    }
    return "commit " + git + (dirty ? " and changes that are not committed" : "");
  }

  private boolean hasCommit() {
    return HASH.matcher(git).matches();
  }

  /** Returns the jar or folder of classes that runs. */
  public static Path runningCode() {
    try {
      return Path.of(Source.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the running jar has no place on disk", e);
    }
  }

  /**
   * Reads what some code is.
   *
   * @param code a jar or folder of classes
   * @param built what the build wrote into it; empty if it wrote nothing
   */
  static Source of(Path code, Properties built) {
    String commit = built.getProperty("commit");
    if (commit == null) {
      return new Source(NO_GIT, false, sha256(code));
    }
    return new Source(
        commit.substring(0, SHORT_HASH),
        !"false".equals(built.getProperty("dirty")),
        sha256(code),
        commit,
        built.getProperty("committedUtc"));
  }

  /**
   * Checks that what runs now is what was measured.
   *
   * @throws EnvironmentException if it is another jar
   */
  public void requireSameJar(Source running) {
    if (!jarSha256.equals(running.jarSha256)) {
      throw new EnvironmentException(
          "wanted the code of the run, commit "
              + git
              + ", jar "
              + shortened(jarSha256)
              + ", found commit "
              + running.git
              + ", jar "
              + shortened(running.jarSha256)
              + "; go on with that jar, or start a new run");
    }
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }

  /**
   * Returns the SHA-256 of a jar in hexadecimal digits, or {@code classes} of a folder.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static String sha256(Path code) {
    if (!Files.isRegularFile(code)) {
      return "classes";
    }
    try (InputStream in = Files.newInputStream(code)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + code, e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
