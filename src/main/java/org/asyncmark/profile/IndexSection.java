package org.asyncmark.profile;

import java.util.Map;

/**
 * A part of the page that lists the profiles of a run.
 *
 * @param heading plain text
 * @param template a Pebble template on the class path
 * @param values what the template shows
 */
public record IndexSection(String heading, String template, Map<String, Object> values) {
  public IndexSection {
    values = Map.copyOf(values);
  }
}
