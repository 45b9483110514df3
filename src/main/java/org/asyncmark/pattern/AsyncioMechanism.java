package org.asyncmark.pattern;

import java.util.Set;
import org.asyncmark.model.Model;

/** The ways in which CPython's asyncio does every pattern: it does what the loop model does. */
enum AsyncioMechanism implements Mechanism {
  /** With what is in the standard library. */
  ASYNCIO(""),
  /** With the library's client for what goes over HTTP. */
  AIOHTTP("if that Python can import it");

  private final String facility;

  AsyncioMechanism(String facility) {
    this.facility = facility;
  }

  @Override
  public Set<Model> models() {
    return Set.of(Model.ASYNCIO);
  }

  @Override
  public String facility() {
    return facility;
  }

  /**
   * {@inheritDoc}
   *
   * @param cell of the loop model
   */
  @Override
  public boolean suits(PatternBenchmark cell) {
    return this == ASYNCIO || cell.overHttp();
  }
}
