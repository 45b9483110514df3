package org.asyncmark.analyse;

import java.util.ArrayList;
import java.util.List;

/**
 * What judges the arms of a run against their bases.
 *
 * @param delta least change that matters, as a ratio less 1
 */
record Jury(RunRecord run, double delta) {
  /** An arm and the base that it is held against. */
  record Contestants(ArmForks base, ArmForks other) {
    ArmPair pair() {
      return new ArmPair(base.arm(), other.arm());
    }
  }

  /**
   * Judges the contrasts of a family.
   *
   * @param place of the arms on CPUs, or empty for all of them
   * @return in the order given
   */
  List<Contrast> judge(Measure measure, String family, String place, List<Contestants> contests) {
    Criteria criteria = criteria(floor(measure, place));
    List<Pairs> pairs =
        contests.stream().map(each -> measure.pairs(each.base(), each.other())).toList();
    List<Contrast> judged = family(family, criteria).judge(pairs);
    List<Contrast> contrasts = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      Contrast contrast = amount(measure, contests.get(i), judged.get(i), criteria);
      contrasts.add(contrast.noting(pairs.get(i).excluded()));
    }
    return contrasts;
  }

  /** Judges changes of ratios, a family of their own. */
  List<Contrast> judgeInteractions(
      Measure measure, String family, String place, List<Pairs> changes) {
    double floor = Floors.ofInteraction(floor(measure, place));
    List<Contrast> judged = family(family, criteria(floor)).judge(changes);
    List<Contrast> contrasts = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      contrasts.add(judged.get(i).noting(changes.get(i).excluded()));
    }
    return contrasts;
  }

  private double floor(Measure measure, String place) {
    return new Floors(run).floor(measure, place);
  }

  private Criteria criteria(double floor) {
    return run.criteria().withDelta(delta).withFloor(floor);
  }

  private Family family(String id, Criteria criteria) {
    return new Family(id, Adjustment.ofRounds(run.rounds()), criteria);
  }

  private static Contrast amount(
      Measure measure, Contestants each, Contrast contrast, Criteria criteria) {
    return measure.lack(each.base(), each.other()).isEmpty()
        ? LeastAmount.judged(
            contrast,
            measure.scores(each.base(), contrast.metric()),
            measure.scores(each.other(), contrast.metric()),
            criteria)
        : contrast;
  }

  /** Returns a contrast with what the two arms scored. */
  static ContrastRow.Score score(Measure measure, Contestants each, Contrast contrast) {
    return new ContrastRow.Score(
        measure,
        measure.median(each.base(), contrast.metric()),
        measure.median(each.other(), contrast.metric()),
        contrast);
  }
}
