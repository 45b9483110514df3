package org.asyncmark.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is noticed while a foreign file is read; equal remarks on several names become one. */
final class ImportNotes {
  private static final int NAMED = 3;

  private final Path file;
  private final List<String> leftOut = new ArrayList<>();
  private final Map<String, List<String>> names = new LinkedHashMap<>();

  ImportNotes(Path file) {
    this.file = file;
  }

  /** Adds something that the whole file has. */
  void add(String remark) {
    names.computeIfAbsent(remark, each -> new ArrayList<>());
  }

  /** Adds something that a part of the file has. */
  void add(String name, String remark) {
    names.computeIfAbsent(remark, each -> new ArrayList<>()).add(name);
  }

  /** Adds a part that is not read; each of these is told. */
  void leaveOut(String name, @Nullable String reason) {
    leftOut.add("left out " + name + ": " + reason);
  }

  /** Returns the first of the parts that are not read, with its reason; there is one. */
  String firstLeftOut() {
    return leftOut.get(0);
  }

  /** Returns the number of parts that are not read. */
  int leftOut() {
    return leftOut.size();
  }

  /** Returns a line for each remark. */
  List<String> lines() {
    return Stream.concat(
            names.entrySet().stream().map(each -> named(each.getValue()) + each.getKey()),
            leftOut.stream())
        .map(line -> file + ": " + line)
        .toList();
  }

  private static String named(List<String> all) {
    if (all.isEmpty()) {
      return "";
    }
    int more = all.size() - NAMED;
    String first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
    return first + (more > 0 ? " and " + more + " more" : "") + ": ";
  }
}
