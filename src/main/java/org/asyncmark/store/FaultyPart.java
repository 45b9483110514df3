package org.asyncmark.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what is wrong in a record that was read from a file, where the reader of JSON accepts
 * it: what the file lacks is null or 0 to it, whether or not the record allows for that, and text
 * may hold characters that a terminal obeys.
 */
final class FaultyPart {
  private FaultyPart() {}

  /**
   * Returns what is wrong with the first part that is, for example {@code wanted arms[0].arm.jdk,
   * found none}, or empty if nothing is.
   *
   * @param file what the value was read from
   */
  static Optional<String> in(@Nullable Object value, JsonNode file) {
    return new Part("", value, file).fault();
  }

  /** A part of a value and of the file, with where it is in both. */
  private record Part(String path, @Nullable Object value, JsonNode file) {
    Optional<String> fault() {
      if (value == null) {
        return missing();
      }
      if (value instanceof String text && text.chars().anyMatch(FaultyPart::isObeyed)) {
        return Optional.of("wanted text without control characters in " + path);
      }
      for (Part part : parts()) {
        Optional<String> fault = part.fault();
        if (fault.isPresent()) {
          return fault;
        }
      }
      return Optional.empty();
    }

    private Optional<String> missing() {
      return Optional.of("wanted " + (path.isEmpty() ? "content" : path) + ", found none");
    }

    private List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      if (value instanceof List<?> list) {
        for (int i = 0; i < list.size(); i++) {
          parts.add(new Part(path + "[" + i + "]", list.get(i), file.path(i)));
        }
      } else if (value instanceof Map<?, ?> map) {
        map.forEach(
            (key, part) -> {
              parts.add(new Part("a name of " + path, key, file));
              parts.add(new Part(path + "." + key, part, file.path(String.valueOf(key))));
            });
      } else if (value instanceof Record record && file.isObject()) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          Part part = part(record, component);
          if (part.value != null || isWanted(component)) {
            parts.add(part);
          }
        }
      }
      return parts;
    }

    private Part part(Record record, RecordComponent component) {
      String name = component.getName();
      JsonNode inFile = file.path(name);
      boolean left = inFile.isMissingNode() && component.getType().isPrimitive();
      return new Part(
          (path.isEmpty() ? "" : path + ".") + name,
          left && isWanted(component) ? null : valueOf(record, component),
          inFile);
    }
  }

  /** Tells of a control character; variables of the environment do have ends of lines in them. */
  private static boolean isObeyed(int character) {
    return Character.isISOControl(character) && !Character.isWhitespace(character);
  }

  /** Tells whether the file of a record has a component in any case. */
  private static boolean isWanted(RecordComponent component) {
    return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !component.getAccessor().isAnnotationPresent(JsonInclude.class);
  }

  private static @Nullable Object valueOf(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("accessors of our records are open to us and throw nothing", e);
    }
  }
}
