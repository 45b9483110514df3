package org.asyncmark.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.asyncmark.Source;
import org.asyncmark.plan.Wanted;

/**
 * Names of new runs, {@code <UTC>_<label>_<short hash of the commit>}, and the folder they go to.
 */
final class Headings {
  /**
   * The folder of runs by default, for picocli: {@code results} where the user is, or what the
   * start script says, which is that of its checkout.
   */
  static final String RESULTS = "${sys:asyncmark.results:-results}";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Headings() {}

  /**
   * Returns the heading of a run that starts now.
   *
   * @throws IllegalArgumentException if the label cannot be part of a folder's name
   */
  static Wanted.Heading now(String label, long seed, List<String> jmhOptions) {
    if (!label.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,39}")) {
      throw new IllegalArgumentException(
          "--name may have letters, digits, '.' and '-', at most 40 of them, got '" + label + "'");
    }
    Source source = Source.ofRunningCode();
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    String runId = TIME.format(now) + "_" + label + "_" + source.git();
    return new Wanted.Heading(runId, now.toString(), source, seed, jmhOptions);
  }
}
