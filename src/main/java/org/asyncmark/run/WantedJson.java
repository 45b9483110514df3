package org.asyncmark.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A part of what a Python left, read with suspicion: what is not as wanted ends in a message that
 * has its place, what was wanted and what was found.
 *
 * @param place for example {@code turns[3].nanos}
 */
record WantedJson(JsonNode node, String place) {
  private static final int LONGEST = 60;

  /** Returns a field of an object; whoever reads it finds out whether it is there. */
  WantedJson field(String name) {
    return new WantedJson(node.path(name), place.isEmpty() ? name : place + "." + name);
  }

  /** Returns the elements of a list that has exactly so many. */
  List<WantedJson> list(int size) throws ForkFailedException {
    if (!node.isArray()) {
      throw unlike("a list of " + size);
    }
    if (node.size() != size) {
      throw PythonResult.unusable(
          "wanted " + place + " as a list of " + size + ", found one of " + node.size());
    }
    List<WantedJson> elements = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      elements.add(new WantedJson(node.path(at), place + "[" + at + "]"));
    }
    return elements;
  }

  /** Returns the fields of an object by name. */
  SortedMap<String, WantedJson> fields() throws ForkFailedException {
    if (!node.isObject()) {
      throw unlike("an object");
    }
    SortedMap<String, WantedJson> fields = new TreeMap<>();
    node.fieldNames().forEachRemaining(name -> fields.put(name, field(name)));
    return fields;
  }

  /** Returns a whole number from {@code least} to {@code most}. */
  long whole(long least, long most) throws ForkFailedException {
    if (!node.isIntegralNumber()
        || !node.canConvertToLong()
        || node.asLong() < least
        || node.asLong() > most) {
      throw unlike("a whole number from " + least + " to " + most);
    }
    return node.asLong();
  }

  /** Returns a number from 0 up that is finite. */
  double number() throws ForkFailedException {
    double number = node.isNumber() ? node.asDouble() : Double.NaN;
    if (!(number >= 0 && number < Double.POSITIVE_INFINITY)) {
      throw unlike("a number from 0 up");
    }
    return number;
  }

  boolean truth() throws ForkFailedException {
    if (!node.isBoolean()) {
      throw unlike("true or false");
    }
    return node.asBoolean();
  }

  /** Returns a text of one line. */
  String text() throws ForkFailedException {
    String text = node.asText();
    if (!node.isTextual() || text.isBlank() || text.lines().count() != 1) {
      throw unlike("a line of text");
    }
    return text;
  }

  private ForkFailedException unlike(String wanted) {
    String found = node.isMissingNode() ? "nothing" : node.isNumber() ? node.asText() : node + "";
    if (found.length() > LONGEST) {
      found = found.substring(0, LONGEST) + "...";
    }
    return PythonResult.unusable("wanted " + place + " as " + wanted + ", found " + found);
  }
}
