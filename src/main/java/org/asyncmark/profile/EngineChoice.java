package org.asyncmark.profile;

/**
 * The engine that is used and why.
 *
 * @param engine the rung of the ladder that works
 * @param reason one line for the terminal, the graphs' index and env.json: what was asked for, what
 *     was found, and what to do to get more if there is more
 */
public record EngineChoice(Engine engine, String reason) {
  public EngineChoice {
    if (reason.isBlank() || reason.lines().count() != 1) {
      throw new IllegalArgumentException("want one line as reason, got '" + reason + "'");
    }
  }
}
