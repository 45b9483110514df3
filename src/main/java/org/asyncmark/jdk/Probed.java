package org.asyncmark.jdk;

import java.nio.file.Path;

/** What asking one {@code java} led to. */
sealed interface Probed permits Jdk, Unusable {
  /** Returns the folder that was found. */
  Path home();
}
