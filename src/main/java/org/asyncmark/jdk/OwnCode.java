package org.asyncmark.jdk;

import java.util.List;

/**
 * Code of the user's that the forks of one runtime run, and those of no other.
 *
 * @param jars in the order of the class path; none if all forks run what their driver runs
 * @param classPath of the forks: the suite and these jars; empty for that of the driver
 */
public record OwnCode(List<OwnJar> jars, String classPath) {
  /** What the driver runs. */
  public static final OwnCode NONE = new OwnCode(List.of(), "");

  public OwnCode {
    jars = List.copyOf(jars);
  }
}
