package org.asyncmark.plan;

import java.util.List;
import java.util.stream.Stream;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;
import org.asyncmark.pattern.Traffic;

/**
 * A parameter of a pattern of the plan, as its benchmark declares it, for whoever reads the run.
 *
 * @param pattern id of the pattern
 * @param name with its unit
 * @param meaning one line
 * @param number whether it is a number; else a word
 * @param shown whether each short name of a cell has it
 * @param own whether it is each model's own affair, so that models are compared across it
 */
public record PlannedParam(
    String pattern, String name, String meaning, boolean number, boolean shown, boolean own) {
  /** Returns those of a pattern, with those of its requests if it is in open mode. */
  static List<PlannedParam> of(Pattern pattern, boolean open) {
    Stream<PlannedParam> own = pattern.params().stream().map(param -> of(pattern, param));
    Stream<PlannedParam> ofTraffic =
        Stream.of(
            of(pattern, Traffic.RATE, "requests a second, of all models", true, false),
            of(pattern, Traffic.LOAD, "rate in % of a cell's closed-loop maximum", true, false),
            of(pattern, Traffic.ARRIVALS, "how requests follow one another", false, false),
            of(pattern, Traffic.CALLERS, "callers of a closed loop", true, false),
            of(pattern, Traffic.REQUEST_POOL, "threads that do requests", true, true));
    return (open ? Stream.concat(own, ofTraffic) : own).toList();
  }

  private static PlannedParam of(
      Pattern pattern, String name, String meaning, boolean number, boolean own) {
    return new PlannedParam(pattern.id(), name, meaning, number, number && !own, own);
  }

  private static PlannedParam of(Pattern pattern, PatternParam param) {
    return new PlannedParam(
        pattern.id(), param.name(), param.meaning(), param.isNumber(), param.shown(), param.own());
  }
}
