package org.asyncmark.store;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.asyncmark.EnvironmentException;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.Background;
import org.asyncmark.analyse.Criteria;
import org.asyncmark.analyse.RunRecord;

/**
 * Reads what plain JMH wrote with {@code -rf json}, from 1.19 on and what looks like it, as a run.
 * JMH runs the forks of a benchmark back to back, so that they pair with nothing, and it does not
 * record the machine. A result that cannot be read is left out, and the notes say why.
 */
public final class JmhImport {
  /** The version whose files were looked at line by line. */
  static final String TESTED = "1.37";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final ForeignFile file;
  private final ImportNotes notes;
  private final Map<Arm, RepeatedResult> arms = new LinkedHashMap<>();
  private final Map<String, Set<String>> builds = new LinkedHashMap<>();
  private final Set<String> versions = new TreeSet<>();
  private int place;

  private JmhImport(ForeignFile file) {
    this.file = file;
    this.notes = new ImportNotes(file.path());
  }

  /**
   * Reads a file.
   *
   * @throws EnvironmentException if there is no result in it; the message is one line with the file
   *     and the reason
   */
  public static Imported read(ForeignFile file) {
    JmhImport reading = new JmhImport(file);
    reading.parse();
    return reading.imported();
  }

  /** Reads one array of results after another: files are joined by putting them into one. */
  private void parse() {
    try (JsonParser parser = JSON.createParser(file.text())) {
      while (parser.nextToken() != null) {
        if (!parser.isExpectedStartArrayToken()) {
          JsonNode root = JSON.readTree(parser);
          throw damaged("want an array of results, got " + JmhNumbers.kind(root));
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          place++;
          result(JSON.readTree(parser));
        }
      }
    } catch (JacksonException e) {
      String where =
          e.getLocation() == null ? "" : "line " + Math.max(1, e.getLocation().getLineNr()) + ": ";
      boolean cut = e instanceof JsonEOFException;
      String why =
          cut ? "it is cut off there" : EnvironmentException.oneLine(e.getOriginalMessage());
      throw damaged("not JSON, " + where + why);
    } catch (IOException e) {
      throw damaged(EnvironmentException.oneLine(e.getMessage()));
    }
  }

  private void result(JsonNode node) {
    String name = ("result " + place + " " + JmhResult.label(node)).strip();
    try {
      JmhResult result = JmhResult.of(node);
      RepeatedResult same = arms.get(result.arm());
      if (same == null) {
        arms.put(result.arm(), new RepeatedResult(place, node, result));
      } else {
        same.add(node, result);
      }
      versions.add(result.version());
      builds.computeIfAbsent(result.arm().jdk(), jdk -> new TreeSet<>()).add(result.build());
      result.scores().remarks().forEach(remark -> notes.add(JmhResult.label(node), remark));
    } catch (UnusableResultException e) {
      notes.leaveOut(name, e.getMessage());
    }
  }

  private Imported imported() {
    if (place == 0) {
      throw damaged("want an array of results, got an empty array");
    }
    if (arms.isEmpty()) {
      throw damaged(notes.firstLeftOut());
    }
    versions.stream().filter(version -> !version.equals(TESTED)).forEach(this::untested);
    arms.values().forEach(each -> each.remark().ifPresent(said -> notes.add(each.label(), said)));
    List<ArmForks> forks = arms.values().stream().map(RepeatedResult::forks).toList();
    Map<String, String> named = new LinkedHashMap<>();
    builds.forEach((jdk, each) -> named.put(jdk, String.join(", ", each)));
    RunRecord run =
        new RunRecord(
            file.name(),
            "",
            RunRecord.UNKNOWN_MACHINE,
            "jmh",
            named,
            forks.stream().mapToInt(arm -> arm.forks().size()).max().orElse(0),
            forks,
            Map.of(),
            List.of(),
            Criteria.DEFAULT,
            Map.of(),
            Background.NONE,
            Map.of());
    return new Imported(run, notes.lines(), notes.leftOut());
  }

  private void untested(String version) {
    notes.add(
        version.isEmpty()
            ? "no jmhVersion: written by JMH before 1.19 or another tool, read as JMH " + TESTED
            : "written by JMH "
                + version
                + ", read as JMH "
                + TESTED
                + ", which is the one tested");
  }

  private EnvironmentException damaged(String reason) {
    return new EnvironmentException(
        file.path()
            + " is no result of JMH: "
            + reason
            + "; give a file that 'java -jar ... -rf json' wrote, or the folder of a run");
  }
}
