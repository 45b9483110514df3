package org.asyncmark.pattern.files;

import java.nio.file.StandardOpenOption;
import java.util.Set;

/** What is done with each file. */
public enum Access {
  /** It is read, from the page cache, and what is in it is counted. */
  READ(Set.of(StandardOpenOption.READ)),
  /** It is overwritten in place, which ends in the page cache. */
  WRITE(Set.of(StandardOpenOption.WRITE)),
  /** It is overwritten in place, and each write waits for the device: {@code O_DSYNC}. */
  SYNC(Set.of(StandardOpenOption.WRITE, StandardOpenOption.DSYNC));

  private final Set<StandardOpenOption> options;

  Access(Set<StandardOpenOption> options) {
    this.options = options;
  }

  /** Returns how a file is opened for it. */
  Set<StandardOpenOption> options() {
    return options;
  }
}
