package org.asyncmark.profile.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private static final Table TABLE =
      new Table(
          "Counts, of one op",
          List.of("per op", "virtual 17", "virtual 25"),
          List.of(
              List.of(
                  Table.Cell.of("pinned, /op"),
                  Table.Cell.absent("no virtual threads, on 17"),
                  Table.Cell.of("0")),
              List.of(
                  Table.Cell.of("parks, /op"),
                  Table.Cell.absent("no virtual threads, on 17"),
                  Table.Cell.of("not visible to JFR"))),
          List.of("A remark."));

  @Test
  void textAlignsColumnsAndTellsEachReasonOnce() {
    assertThat(TABLE.text())
        .isEqualTo(
            """
            Counts, of one op
            per op       virtual 17          virtual 25
            pinned, /op     n/a [1]                   0
            parks, /op      n/a [1]  not visible to JFR
            [1] no virtual threads, on 17
            A remark.
            """);
  }

  @Test
  void markdownHasTheSameCellsAndReasons() {
    assertThat(TABLE.markdown())
        .isEqualTo(
            """
            ## Counts, of one op

            | per op | virtual 17 | virtual 25 |
            |---|---:|---:|
            | pinned, /op | n/a [1] | 0 |
            | parks, /op | n/a [1] | not visible to JFR |

            - [1] no virtual threads, on 17
            - A remark.
            """);
  }

  @Test
  void csvHasTheReasonInItsCell() {
    assertThat(TABLE.csv())
        .isEqualTo(
            """
            per op,virtual 17,virtual 25
            "pinned, /op","n/a (no virtual threads, on 17)",0
            "parks, /op","n/a (no virtual threads, on 17)",not visible to JFR
            """);
  }
}
