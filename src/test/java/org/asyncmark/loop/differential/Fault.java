package org.asyncmark.loop.differential;

/** What a program fails with on purpose. */
final class Fault extends Exception {
  private static final long serialVersionUID = 1L;

  Fault(String name) {
    super(name);
  }
}
