package org.asyncmark.store;

import java.lang.reflect.RecordComponent;
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
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        Optional<String> missing = missing(list.get(i), path + "[" + i + "]");
        if (missing.isPresent()) {
          return missing;
        }
      }
    }
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Optional<String> missing = missing(entry.getValue(), path + "." + entry.getKey());
        if (missing.isPresent()) {
          return missing;
        }
      }
    }
    return value instanceof Record record ? missing(record, path) : Optional.empty();
  }

  private static Optional<String> missing(Record record, String path) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object part = part(record, component);
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (part != null || !optional) {
        String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
        Optional<String> missing = missing(part, name);
        if (missing.isPresent()) {
          return missing;
        }
      }
    }
    return Optional.empty();
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
