package org.asyncmark.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.analyse.Value;

/** Values crossed with one another. */
public final class Series {
  private Series() {}

  /** Returns every combination of one value of each parameter. */
  public static List<SortedMap<String, Value>> crossed(Map<String, List<Value>> values) {
    List<SortedMap<String, Value>> all = List.of(new TreeMap<>());
    for (Map.Entry<String, List<Value>> param : values.entrySet()) {
      List<SortedMap<String, Value>> longer = new ArrayList<>();
      for (SortedMap<String, Value> shorter : all) {
        for (Value value : param.getValue()) {
          SortedMap<String, Value> one = new TreeMap<>(shorter);
          one.put(param.getKey(), value);
          longer.add(one);
        }
      }
      all = longer;
    }
    return all;
  }
}
