package org.asyncmark.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmKeys;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.Digits;
import org.asyncmark.analyse.Interval;
import org.asyncmark.analyse.JavaLead;
import org.asyncmark.analyse.Judgement;
import org.asyncmark.analyse.RunRecord;

/** What a move from asyncio to Java gains, in a sentence for each cell of asyncio. */
final class AsyncioLeads {
  private AsyncioLeads() {}

  /** Returns the sentences, without a full stop; none of a run without asyncio. */
  static List<String> sentences(RunRecord run) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (JavaLead lead : JavaLead.of(run)) {
      Arm asyncio = lead.asyncio();
      String cell =
          asyncio.model() + run.on(asyncio) + ArmKeys.way(asyncio) + ", p50 of " + lead.cell();
      cells.computeIfAbsent(cell, key -> new ArrayList<>()).add(told(lead));
    }
    return cells.entrySet().stream()
        .map(cell -> cell.getKey() + ": " + String.join("; ", cell.getValue()))
        .toList();
  }

  private static String told(JavaLead lead) {
    Judgement judgement = lead.contrast().judgement();
    return lead.times()
        .map(
            times ->
                lead.jdk()
                    + " "
                    + lead.best()
                    + " is "
                    + Digits.three(times)
                    + " times "
                    + interval(lead)
                    + "as fast"
                    + mark(judgement))
        .orElseGet(() -> lead.jdk() + ": no verdict, " + judgement.annotation());
  }

  private static String interval(JavaLead lead) {
    Interval of = lead.interval();
    if (of == null) {
      return "";
    }
    String level = of.level() < Criteria.confidence() ? " at " + Digits.percent(of.level()) : "";
    return "["
        + Digits.three(Math.exp(-of.upper()))
        + ", "
        + Digits.three(Math.exp(-of.lower()))
        + level
        + "] ";
  }

  private static String mark(Judgement judgement) {
    return switch (judgement.verdict()) {
      case EQUIVALENT -> ", the same within ±" + Digits.percent(judgement.margin());
      case INCONCLUSIVE -> ", not decided";
      case NONE -> ", no verdict";
      case FASTER, SLOWER, LESS, MORE -> "";
    };
  }
}
