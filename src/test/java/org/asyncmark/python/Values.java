package org.asyncmark.python;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.asyncmark.leaf.BlockingLeaf;
import org.asyncmark.leaf.Leaves;
import org.asyncmark.measure.LeafTimes;
import org.jspecify.annotations.Nullable;

/** Arguments and results on the line. */
record Values(PythonProcess line) {
  private static final int MOST_LEAVES = 64;

  /** Returns what is written for an argument. */
  Object told(Object argument) {
    if (argument instanceof Leaves leaves) {
      return Map.of("leaf", line.leaf(leaves.blocking(new LeafTimes("python", MOST_LEAVES))));
    } else if (argument instanceof BlockingLeaf leaf) {
      return Map.of("leaf", line.leaf(leaf));
    } else if (argument instanceof Elsewhere.Method method) {
      return Map.of("object", line.object(method.of()), "method", method.name());
    } else if (argument instanceof Elsewhere object) {
      return Map.of("object", line.object(object));
    } else if (argument instanceof Kept kept) {
      return Map.of("kept", kept.number());
    } else if (argument instanceof List<?> list) {
      return list.stream().map(this::told).toList();
    }
    return argument;
  }

  /** Returns what was written as a result: whole numbers as {@code Long}, failures as they are. */
  @Nullable Object read(@Nullable Object written) {
    if (written instanceof Integer number) {
      return (long) number;
    } else if (written instanceof List<?> list) {
      return list.stream().map(this::read).collect(Collectors.toList()); // there may be nulls
    } else if (written instanceof Map<?, ?> map) {
      return map.get("kept") instanceof Integer kept
          ? new Kept(kept)
          : failure((Map<?, ?>) map.get("failure"));
    }
    return written;
  }

  /** Returns a failure: what was thrown here if it comes from here. */
  Throwable failure(Map<?, ?> written) {
    if (written.get("thrown") instanceof Integer call) {
      return line.thrownBy(call);
    }
    List<Throwable> causes =
        written.get("causes") instanceof List<?> list
            ? list.stream().map(each -> failure((Map<?, ?>) each)).toList()
            : List.of();
    return new PythonException((String) written.get("type"), "" + written.get("text"), causes);
  }
}
