package org.asyncmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The summary as the template of the page shows it: the same as in REPORT.md. */
final class PageSummary {
  private PageSummary() {}

  /** Returns what stands before everything else on the page; all of it is plain text. */
  static Map<String, Object> of(RunView view) {
    Summary whole = Summary.of(view.run(), view.limit().slo());
    Summary summary = SummaryText.fitting(view.run(), whole);
    return Map.of(
        "question", summary.question(),
        "standing", summary.standing(),
        "trust", String.join(" ", summary.trust()),
        "load", whole.load(),
        "blocks", summary.blocks().stream().map(PageSummary::block).toList(),
        "asyncio", whole.asyncio(),
        "conclusions", summary.conclusions());
  }

  /** Returns a table as the template shows it. */
  static Map<String, Object> block(Summary.Block block) {
    Set<Integer> numbers = SummaryText.numbers(block);
    List<Object> columns = new ArrayList<>();
    for (int i = 0; i < block.header().size(); i++) {
      columns.add(Map.of("name", block.header().get(i), "words", !numbers.contains(i)));
    }
    return Map.of(
        "title", block.title(), "header", columns, "rows", block.rows(), "rest", block.rest());
  }
}
