package org.asyncmark.jdk;

import java.nio.file.Path;

/** What asking one {@code java} or {@code python3} led to. */
sealed interface Probed permits Jdk, Python, Unusable {
  /** Returns the folder that was found; of a Python, its executable. */
  Path home();
}
