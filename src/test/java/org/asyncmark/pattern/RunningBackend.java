package org.asyncmark.pattern;

import org.asyncmark.backend.Backend;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A backend in this JVM for the tests of a class. */
public final class RunningBackend implements BeforeAllCallback, AfterAllCallback {
  private @Nullable Backend backend;

  @Override
  public void beforeAll(ExtensionContext context) {
    backend = Backend.start(0);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    backend.close();
  }

  /** Returns its port on the loopback interface. */
  public int port() {
    return backend.port();
  }
}
