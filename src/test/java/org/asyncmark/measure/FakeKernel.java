package org.asyncmark.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder with files as Linux has them in {@code /proc} and {@code /sys}. */
record FakeKernel(Path root) {
  FakeKernel with(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text + "\n");
    return this;
  }

  KernelFiles files() {
    return new KernelFiles(root);
  }
}
