package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.asyncmark.pattern.Pattern;
import org.asyncmark.pattern.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the page that says where each call of asyncio is measured to the code. */
class PatternsDocumentTest {
  private static final Path DOCUMENT = Path.of("src/docs/patterns.md");
  private static final String PATTERNS = "## Patterns";
  private static final String LOOP = "## The loop itself";
  private static final String REQUESTS = "## Requests of an open loop";
  private static final java.util.regex.Pattern QUOTED =
      java.util.regex.Pattern.compile("`([^`]+)`");

  /** One call, and where it is measured. */
  record Row(String call, String pattern, List<String> classes, List<String> cells) {
    @Override
    public String toString() {
      return call;
    }
  }

  static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String[] columns : table(PATTERNS, 6)) {
      rows.add(
          new Row(
              columns[0],
              quoted(columns[1]).get(0),
              quoted(columns[2] + columns[3] + columns[4]),
              quoted(columns[5])));
    }
    return rows;
  }

  @Test
  void everyPatternOfTheSuiteHasARowAndNoOtherHas() throws IOException {
    assertThat(rows().stream().map(Row::pattern).distinct())
        .containsExactlyInAnyOrderElementsOf(Patterns.suite().stream().map(Pattern::id).toList());
  }

  @Test
  void everyCallHasOneRow() throws IOException {
    assertThat(rows()).extracting(Row::call).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyClassThatIsNamedIsOne(Row row) throws IOException {
    assertThat(row.classes()).isNotEmpty().isSubsetOf(classes());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyCellIsOneOfItsPattern(Row row) {
    Pattern pattern = Patterns.of(row.pattern());
    assertThat(row.cells()).isNotEmpty();
    for (String cell : row.cells()) {
      assertThatCode(() -> pattern.values(cell)).doesNotThrowAnyException();
    }
  }

  @Test
  void everyClassThatIsNamedForTheLoopIsOne() throws IOException {
    Set<String> classes = classes();
    for (String[] columns : table(LOOP, 3)) {
      assertThat(quoted(columns[1])).isNotEmpty().isSubsetOf(classes);
      assertThat(quoted(columns[2]))
          .filteredOn(word -> Character.isUpperCase(word.charAt(0)))
          .isNotEmpty()
          .isSubsetOf(classes);
    }
  }

  @Test
  void everyPatternOfAnOpenLoopHasARowAndNoOtherHas() throws IOException {
    assertThat(table(REQUESTS, 4).stream().map(columns -> quoted(columns[0]).get(0)))
        .containsExactlyElementsOf(Patterns.ofRequests().stream().map(Pattern::id).toList());
  }

  /** Returns the lines of the table under a heading, in columns, without its head. */
  private static List<String[]> table(String heading, int columns) throws IOException {
    String text = Files.readString(DOCUMENT);
    String below = text.substring(text.indexOf(heading) + heading.length());
    List<String[]> rows = new ArrayList<>();
    for (String line : below.substring(0, end(below)).lines().toList()) {
      if (line.startsWith("| ")) {
        String[] row = line.substring(2, line.length() - 2).split(" \\| ", -1);
        assertThat(row).as(line).hasSize(columns);
        rows.add(row);
      }
    }
    assertThat(rows).as(heading).hasSizeGreaterThan(1);
    return rows.subList(1, rows.size());
  }

  private static int end(String below) {
    int next = below.indexOf("\n## ");
    return next < 0 ? below.length() : next;
  }

  private static List<String> quoted(String text) {
    List<String> quoted = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(text);
    while (matcher.find()) {
      quoted.add(matcher.group(1));
    }
    return quoted;
  }

  /** Returns the simple names of the suite's classes, those of tests among them. */
  private static Set<String> classes() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
