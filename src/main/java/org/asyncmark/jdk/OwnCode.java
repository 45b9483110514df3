package org.asyncmark.jdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.EnvironmentException;
import org.asyncmark.Source;

/**
 * Code of the user's that the forks of one runtime run, and those of no other.
 *
 * @param jars in the order of the class path; none if all forks run what their driver runs
 * @param files where they are, in the same order
 * @param classPath of the forks: the suite and these jars; empty for that of the driver
 */
public record OwnCode(List<OwnJar> jars, List<Path> files, String classPath) {
  /** What the driver runs. */
  public static final OwnCode NONE = new OwnCode(List.of(), List.of(), "");

  public OwnCode {
    jars = List.copyOf(jars);
    files = List.copyOf(files);
  }

  /**
   * Makes sure that the jars are those that they were when they were named.
   *
   * @throws EnvironmentException if one is not
   */
  public void requireUnchanged() {
    for (int i = 0; i < jars.size(); i++) {
      Path file = files.get(i);
      if (!Files.isRegularFile(file) || !Source.sha256(file).equals(jars.get(i).sha256())) {
        throw new EnvironmentException(
            "wanted "
                + file
                + " as it was when the run began, found it changed; put it back and go on with run"
                + " --resume: the block that was measured last is not kept");
      }
    }
  }
}
