package org.asyncmark.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.asyncmark.EnvironmentException;

/**
 * What was measured.
 *
 * @param git short hash of the commit, or {@code nogit}
 * @param dirty whether files differed from that commit
 * @param jarSha256 hash of the jar that the forks ran, or {@code classes} if they ran from a folder
 *     of classes
 */
public record Source(String git, boolean dirty, String jarSha256) {
  private static final String NO_GIT = "nogit";

  /**
   * Reads what the running code is.
   *
   * @throws InterruptedException if the thread was interrupted while git ran
   */
  public static Source ofRunningCode() throws InterruptedException {
    try {
      return of(Path.of(Source.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the running jar has no place on disk", e);
    }
  }

  /**
   * Reads what some code is.
   *
   * @param code the jar or folder of classes that runs
   * @throws InterruptedException if the thread was interrupted while git ran
   */
  static Source of(Path code) throws InterruptedException {
    Path folder = code.toAbsolutePath().getParent();
    String hash = git(folder, "rev-parse", "--short=7", "HEAD");
    boolean dirty =
        !hash.isEmpty() && !git(folder, "status", "--porcelain", "--untracked-files=no").isEmpty();
    return new Source(hash.isEmpty() ? NO_GIT : hash, dirty, sha256(code));
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

  private static String git(Path folder, String... words) throws InterruptedException {
    try {
      String[] command = new String[words.length + 1];
      command[0] = "git";
      System.arraycopy(words, 0, command, 1, words.length);
      Process git =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!git.waitFor(10, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return "";
      }
      return git.exitValue() == 0 ? said : "";
    } catch (IOException e) {
      return ""; // no git on this machine: the jar's hash still names the code
    }
  }

  private static String sha256(Path code) {
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
      throw new UncheckedIOException("cannot read the running jar " + code, e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
