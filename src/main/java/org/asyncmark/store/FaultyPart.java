package org.asyncmark.store;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what is missing in a record that was read from a file: the reader of JSON leaves what
 * the file lacks as null, whether or not the record allows for that.
 */
final class Complete {
  private Complete() {}

  /**
   * Returns the first part of a value that is missing, for example {@code arms[0].arm.jdk}, or
   * empty if all is there.
   */
  static Optional<String> missing(@Nullable Object value) {
    return missing(value, "");
  }

  private static Optional<String> missing(@Nullable Object value, String path) {
    if (value == null) {
      return Optional.of(path.isEmpty() ? "content" : path);
    }
    Map<String, @Nullable Object> parts = new LinkedHashMap<>();
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        parts.put(path + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, part) -> parts.put(path + "." + key, part));
    } else if (value instanceof Record record) {
      for (RecordComponent component : record.getClass().getRecordComponents()) {
        Object part = part(record, component);
        if (part != null || !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
          parts.put((path.isEmpty() ? "" : path + ".") + component.getName(), part);
        }
      }
    }
    return parts.entrySet().stream()
        .flatMap(part -> missing(part.getValue(), part.getKey()).stream())
        .findFirst();
  }

  private static @Nullable Object part(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("accessors of our records are open to us and throw nothing", e);
    }
  }
}
