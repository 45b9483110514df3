package org.asyncmark.run;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.PythonLocator;

/** The Python that a test runs; without one it is skipped. */
final class AnyPython {
  private AnyPython() {}

  static Python usual() throws InterruptedException {
    Optional<Python> usual = PythonLocator.ofThisMachine().locate().usual();
    assumeTrue(usual.isPresent(), "n/a: no Python from 3.11 on this machine");
    return usual.orElseThrow();
  }
}
