package org.asyncmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers that documents quote are those of kept runs. A line {@code <!-- numbers: RUN RUN -->}
 * says of the lines behind it, up to an empty one, which runs they are of.
 */
class QuotedNumbersTest {
  private static final Pattern MARK = Pattern.compile("<!-- numbers: (.+) -->");

  /** A number with its interval or range, which only a run can know. */
  private static final Pattern WITH_INTERVAL =
      Pattern.compile("[+-]?\\d[\\d ]*(\\.\\d+)? \\[[+-]?\\d[\\d ]*(\\.\\d+)?, [^\\]]*\\]");

  /** A number that is neither a count of forks nor part of a version. */
  private static final Pattern DECIMAL = Pattern.compile("(?<![\\d.+-])[+-]?\\d+\\.\\d+(?![\\d.])");

  /** The lines behind a mark, up to an empty one. */
  private record Quote(List<String> runs, String text) {}

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/docs/method.md"})
  void aQuotedNumberStandsInOneOfItsRuns(String document) throws IOException {
    List<String> missing = new ArrayList<>();
    for (Quote quote : quotes(document)) {
      String text = plain(textOf(quote.runs()));
      Set<String> found = new HashSet<>(numbersOf(WITH_INTERVAL, text));
      found.addAll(numbersOf(DECIMAL, text));
      for (String number : numbers(quote.text())) {
        if (!found.contains(number)) {
          missing.add(number + " is not in " + quote.runs());
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "src/docs/method.md"})
  void aNumberWithAnIntervalIsNotWithoutItsRun(String document) throws IOException {
    assertThat(numbersOf(WITH_INTERVAL, plain(withoutQuotes(document)))).isEmpty();
  }

  @Test
  void numbersAreSeenWithAndWithoutIntervals() {
    assertThat(numbers("| 6 | 1 060 µs | [1 040, 1 110] | n=6 | +2.0 % [-3.0, +2.3] | 2.4 |"))
        .containsExactly("1 060 [1 040, 1 110]", "+2.0 [-3.0, +2.3]", "2.4");
  }

  private static List<Quote> quotes(String document) throws IOException {
    List<Quote> quotes = new ArrayList<>();
    for (String block : blocks(document)) {
      Matcher mark = MARK.matcher(block);
      if (mark.find()) {
        quotes.add(new Quote(List.of(mark.group(1).split(" ")), block.substring(mark.end())));
      }
    }
    return quotes;
  }

  private static String withoutQuotes(String document) throws IOException {
    return String.join(
        "\n", blocks(document).stream().filter(block -> !MARK.matcher(block).find()).toList());
  }

  /** Returns what stands between empty lines; those of a fenced block do not count. */
  private static List<String> blocks(String document) throws IOException {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    boolean fenced = false;
    for (String line : Files.readAllLines(Path.of(document))) {
      fenced ^= line.startsWith("```");
      if (line.isBlank() && !fenced) {
        blocks.add(block.toString());
        block.setLength(0);
      } else {
        block.append(line).append('\n');
      }
    }
    blocks.add(block.toString());
    return blocks;
  }

  private static List<String> numbers(String text) {
    String plain = plain(text);
    List<String> numbers = numbersOf(WITH_INTERVAL, plain);
    numbers.addAll(numbersOf(DECIMAL, WITH_INTERVAL.matcher(plain).replaceAll("-")));
    return numbers;
  }

  private static List<String> numbersOf(Pattern pattern, String plain) {
    return new ArrayList<>(pattern.matcher(plain).results().map(each -> each.group()).toList());
  }

  /** Returns a text without units, emphasis, and what parts a number from its interval. */
  private static String plain(String text) {
    return (" " + text + " ")
        .replaceAll("[\\\\*`]", "")
        .replaceAll("\\|\\s*\\[", " [")
        .replaceAll("[\u00a0\u2009\u202f]", " ")
        .replaceAll("(?<=\\d) (%|ns|µs|us|ms|s)(?![A-Za-z])", "")
        .replaceAll("\\s+", " ");
  }

  private static String textOf(List<String> runs) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String run : runs) {
      try (Stream<Path> files = Files.walk(Path.of("results", run), 2)) {
        for (Path file : files.filter(QuotedNumbersTest::isText).sorted().toList()) {
          text.append(Files.readString(file)).append('\n');
        }
      }
    }
    return text.toString();
  }

  private static boolean isText(Path file) {
    return file.toString().endsWith(".md") || file.toString().endsWith("contrasts.txt");
  }
}
