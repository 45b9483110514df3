package org.asyncmark.jdk;

/** A runtime of this machine in which forks can run: a JDK or a CPython. */
public sealed interface Installed permits Jdk, Python {
  /** Returns its name within a run and in the names of folders, for example {@code 25}. */
  String name();

  /** Returns what it is, in full, as it stands in tables: the version in front. */
  String label();

  /** Returns the same runtime under another name. */
  Installed named(String other);
}
