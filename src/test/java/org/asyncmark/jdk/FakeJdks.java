package org.asyncmark.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes folders that look like JDKs, whose {@code java} is a shell script. */
final class FakeJdks {
  private static final String RELEASE =
      "MODULES=\"java.base java.logging java.management jdk.management jdk.unsupported\"\n";

  private FakeJdks() {}

  /** Makes a JDK that says what a JDK of that build says. */
  static Path jdk(Path home, String build, String vendor) throws IOException {
    return script(home, "cat >&2 <<END\n" + settings(home, build, vendor) + "END\n");
  }

  static String settings(Path home, String build, String vendor) throws IOException {
    Files.createDirectories(home);
    return "Property settings:\n"
        + ("    java.home = " + home.toRealPath() + "\n")
        + ("    java.runtime.version = " + build + "\n")
        + ("    java.vendor = " + vendor + "\n")
        + ("    java.version = " + build.replaceAll("[+].*", "") + "\n")
        + "    os.arch = amd64\n\n";
  }

  /** Makes a JDK whose {@code java} runs a script. */
  static Path script(Path home, String script) throws IOException {
    Path java = home.resolve("bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(home.resolve("release"), RELEASE);
    Files.writeString(java, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home.toRealPath();
  }
}
