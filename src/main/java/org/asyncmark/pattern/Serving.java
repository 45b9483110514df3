package org.asyncmark.pattern;

import org.asyncmark.analyse.Arm;
import org.asyncmark.model.Model;
import org.jspecify.annotations.Nullable;

/**
 * What an arm has to do with the server of http leaves.
 *
 * @param overHttp whether its leaves ask it
 * @param absenceElsewhere why no other server than the suite's will do, as it stands in tables;
 *     null if one will
 */
public record Serving(boolean overHttp, @Nullable String absenceElsewhere) {
  /** Returns that of an arm of ours. */
  public static Serving of(Arm arm) {
    PatternBenchmark made = Patterns.of(arm.pattern()).made(Model.of(arm.model()), arm.allParams());
    return new Serving(made.overHttp(), made.absenceElsewhere());
  }
}
