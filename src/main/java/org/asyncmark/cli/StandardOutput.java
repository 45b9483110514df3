package org.asyncmark.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The standard output, which remembers what it could not write: printing swallows that. */
public final class StandardOutput extends FileOutputStream {
  private volatile String failure = "";

  /** Opens it. */
  public StandardOutput() {
    super(FileDescriptor.out);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      super.write(bytes, from, length);
    } catch (IOException e) {
      failure = String.valueOf(e.getMessage());
      throw e;
    }
  }

  /** Returns why not all was written; empty if it was, or if who read it has read enough. */
  public Optional<String> lost() {
    boolean readEnough = failure.toLowerCase(Locale.ROOT).contains("pipe");
    return failure.isEmpty() || readEnough ? Optional.empty() : Optional.of(failure);
  }
}
