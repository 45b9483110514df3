package org.asyncmark.run;

/** What asking one {@code java} led to. */
sealed interface Probed permits Jdk, Unusable {}
