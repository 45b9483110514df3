package org.asyncmark.python;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Python of the machine that the contracts are held against. */
final class FoundPython {
  private static final String NEW_ENOUGH =
      "import asyncio, sys; sys.exit(sys.version_info < (3, 11))";

  private FoundPython() {}

  /** Returns the first {@code python3} on the PATH that is 3.11 or newer. */
  static Optional<Path> path() throws IOException, InterruptedException {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (Path each : Stream.of("python3", "python3.exe").map(Path.of(folder)::resolve).toList()) {
        if (Files.isExecutable(each) && isNewEnough(each)) {
          return Optional.of(each);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isNewEnough(Path python) throws IOException, InterruptedException {
    Process asked =
        new ProcessBuilder(python.toString(), "-E", "-c", NEW_ENOUGH)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!asked.waitFor(10, TimeUnit.SECONDS)) {
      asked.destroyForcibly();
      return false;
    }
    return asked.exitValue() == 0;
  }
}
