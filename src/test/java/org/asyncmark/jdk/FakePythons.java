package org.asyncmark.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes executables that look like Pythons and are shell scripts. */
final class FakePythons {
  private FakePythons() {}

  /** Makes a Python that says what a CPython of that version says. */
  static Path python(Path executable, String version) throws IOException {
    return script(
        executable, "cat <<'END'\n" + answer(executable, "CPython", version, false) + "\nEND\n");
  }

  /** Makes an executable that runs a script. */
  static Path script(Path executable, String script) throws IOException {
    Files.createDirectories(executable.getParent());
    Files.writeString(executable, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwxr-xr-x"));
    return executable;
  }

  /** Returns what a Python without uvloop and aiohttp answers. */
  static String answer(
      Path executable, String implementation, String version, boolean freeThreaded) {
    return answer(executable, implementation, version, freeThreaded, "", "no", "no");
  }

  /**
   * Returns what a Python answers.
   *
   * @param asyncio what it says when that is imported; empty if it can be, like the others
   */
  static String answer(
      Path executable,
      String implementation,
      String version,
      boolean freeThreaded,
      String asyncio,
      String uvloop,
      String aiohttp) {
    return "{\"executable\": \""
        + executable
        + "\", \"implementation\": \""
        + implementation
        + "\", \"version\": \""
        + version
        + "\", \"build\": \"main, Dec  4 2023 10:00:00\", \"compiler\": \"GCC 12.2.0\","
        + " \"freeThreaded\": "
        + freeThreaded
        + ", \"lacks\": {\"asyncio\": \""
        + asyncio
        + "\", \"uvloop\": \""
        + uvloop
        + "\", \"aiohttp\": \""
        + aiohttp
        + "\"}}";
  }
}
