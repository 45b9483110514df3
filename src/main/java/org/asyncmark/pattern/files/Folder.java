package org.asyncmark.pattern.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.asyncmark.pattern.PatternParam;
import org.jspecify.annotations.Nullable;

/** Where the folder of the files is made. */
public enum Folder {
  /** In the working folder of the run. */
  WORKING,
  /** Among the temporary files, {@code java.io.tmpdir}, which are in memory on many machines. */
  TEMP;

  private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

  /** Returns its path. */
  Path path() {
    return this == TEMP
        ? Path.of(System.getProperty("java.io.tmpdir"))
        : Path.of("").toAbsolutePath();
  }

  /**
   * Returns why nothing can be synced here, as it stands in tables; null if it can, or if nobody
   * knows: what is below an overlay is not seen.
   */
  @Nullable String noSync() {
    try {
      return noSync(Files.getFileStore(path()).type());
    } catch (IOException e) {
      return null; // a folder that is not there is told of when files are made in it
    }
  }

  @Nullable String noSync(String storeType) {
    return MEMORY.contains(storeType)
        ? "n/a (sync to memory is no sync: folder "
            + PatternParam.id(this)
            + " is on "
            + storeType
            + ")"
        : null;
  }
}
