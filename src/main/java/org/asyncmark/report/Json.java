package org.asyncmark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** JSON of maps, lists, numbers and words. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Returns the text with line feeds on every system, ending in one. */
  static String pretty(Object value) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists, numbers and words have a JSON form", e);
    }
  }

  /**
   * Returns the text for a script element of HTML: without spaces, and without the character that
   * begins the end of an element or a comment. Maps are sorted by their keys, because the order of
   * {@code Map.of} is another in each JVM.
   */
  static String inScript(Object value) {
    try {
      return MAPPER
          .writer(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .writeValueAsString(value)
          .replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists, numbers and words have a JSON form", e);
    }
  }
}
