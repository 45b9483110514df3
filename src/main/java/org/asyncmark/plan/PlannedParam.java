package org.asyncmark.plan;

import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.PatternParam;

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
  static PlannedParam of(Pattern pattern, PatternParam param) {
    return new PlannedParam(
        pattern.id(), param.name(), param.meaning(), param.isNumber(), param.shown(), param.own());
  }
}
