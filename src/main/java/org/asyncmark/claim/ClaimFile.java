package org.asyncmark.claim;

import java.nio.file.Files;
import java.nio.file.Path;
import org.asyncmark.EnvironmentException;
import org.asyncmark.plan.Terms;
import org.asyncmark.store.RunJson;
import org.asyncmark.store.RunStore;

/** Claims as they lie on disk. */
public final class ClaimFile {
  private ClaimFile() {}

  /**
   * Reads a claim.
   *
   * @throws EnvironmentException if it is damaged or of another version; on one line
   */
  public static Claim read(Path file) {
    Claim claim = RunJson.read(file, Claim.class);
    if (claim.formatVersion() != Claim.FORMAT_VERSION) {
      throw new EnvironmentException(
          file
              + " has format version "
              + claim.formatVersion()
              + ", this build reads "
              + Claim.FORMAT_VERSION
              + "; verify it with the build of commit "
              + EnvironmentException.oneLine(claim.source().git()));
    }
    if (claim.methodVersion() != Terms.METHOD_VERSION) {
      throw new EnvironmentException(
          file
              + " is of method version "
              + claim.methodVersion()
              + ", this build verifies "
              + Terms.METHOD_VERSION
              + "; verify it with the build of commit "
              + EnvironmentException.oneLine(claim.source().git()));
    }
    if (!claim.runId().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw RunJson.damaged(file, "wanted the name of a run, got '" + claim.runId() + "'");
    }
    return claim;
  }

  /**
   * Returns the folder of the run that a claim is of: the one that it lies in, or of that name.
   *
   * @param results folder of all runs
   * @throws EnvironmentException if there is none
   */
  public static Path runOf(Path file, Claim claim, Path results) {
    Path claims = file.toAbsolutePath().normalize().getParent();
    Path run = claims == null ? null : claims.getParent();
    if (run != null
        && run.endsWith(claim.runId())
        && Files.isRegularFile(run.resolve(RunStore.MANIFEST))) {
      return run;
    }
    Path named = results.resolve(claim.runId());
    if (!Files.isRegularFile(named.resolve(RunStore.MANIFEST))) {
      throw new EnvironmentException(
          file
              + " is a claim of run "
              + claim.runId()
              + ", which is gone: neither does it lie in it nor is it in "
              + results
              + "; give the folder of its runs with --results");
    }
    return named;
  }
}
