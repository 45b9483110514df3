package org.asyncmark.python;

import java.nio.file.Path;
import java.util.Optional;
import org.asyncmark.jdk.Python;
import org.asyncmark.jdk.PythonLocator;

/** The Python of the machine that the contracts are held against. */
final class FoundPython {
  private FoundPython() {}

  /** Returns the one that a run would take, which is 3.11 or newer. */
  static Optional<Path> path() throws InterruptedException {
    return PythonLocator.ofThisMachine().locate().usual().map(Python::executable);
  }
}
