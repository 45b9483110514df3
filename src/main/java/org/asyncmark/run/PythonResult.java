package org.asyncmark.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.asyncmark.analyse.Count;
import org.asyncmark.plan.ForkSettings;

/**
 * What a Python left of its turns, checked: nothing of it is taken on trust.
 *
 * @param runtime what it said of itself
 * @param warmUp what its warm-up came to
 * @param warmUpIterations those behind it, which do not count
 * @param turns in order
 */
record PythonResult(
    Interpreter runtime, WarmUp warmUp, List<Iteration> warmUpIterations, List<Turn> turns) {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to be found where they stand
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .reader();

  private static final long MOST_JSON_BYTES = 16 << 20;
  private static final int MOST_OF_A_KIND = Integer.MAX_VALUE / Long.BYTES;

  /** JMH writes names and units as they are. */
  private static final Pattern COUNT = Pattern.compile("[a-z]+(?:\\.[a-z]+)*");

  private static final Pattern UNIT = Pattern.compile("[\\w#%./]+");
  private static final Pattern KIND = Pattern.compile("[a-z]+");

  PythonResult {
    warmUpIterations = List.copyOf(warmUpIterations);
    turns = List.copyOf(turns);
  }

  /**
   * What a Python says of itself.
   *
   * @param build when and from what it was made
   * @param loop its event loop, {@code asyncio} or {@code uvloop}
   * @param collector whether that of cycles is on, and its thresholds
   * @param processors CPUs that it may use
   */
  record Interpreter(
      String implementation,
      String version,
      String build,
      boolean freeThreaded,
      boolean gil,
      String loop,
      String collector,
      int processors) {
    private static Interpreter of(WantedJson json) throws ForkFailedException {
      return new Interpreter(
          json.field("implementation").text(),
          json.field("version").text(),
          json.field("build").text(),
          json.field("freeThreaded").truth(),
          json.field("gil").truth(),
          json.field("loop").text(),
          json.field("collector").text(),
          (int) json.field("processors").whole(1, Integer.MAX_VALUE));
    }
  }

  /** What a warm-up came to; 0 ms if there was none. */
  record WarmUp(long millis, boolean steady) {}

  /** Ops that were done, and the time that they took. */
  record Iteration(long ops, long nanos) {
    private static Iteration of(WantedJson json) throws ForkFailedException {
      return new Iteration(
          json.field("ops").whole(1, Long.MAX_VALUE), json.field("nanos").whole(1, Long.MAX_VALUE));
    }
  }

  /**
   * A turn.
   *
   * @param scored its ops without those that were done before for want of ops
   * @param latencies by kind, of all its ops
   * @param counts what was counted, by name
   */
  record Turn(
      Iteration scored, SortedMap<String, Histogram> latencies, SortedMap<String, Count> counts) {}

  /** Says that what was left is not what was wanted, in which way. */
  static ForkFailedException unusable(String what) {
    return new ForkFailedException("the result of CPython is unusable: " + what, false);
  }

  /**
   * Reads what a Python left.
   *
   * @param json all but the latencies
   * @param latencies for each turn those of each kind, as 64-bit numbers, the lowest byte first
   * @param fork how many turns are wanted
   * @throws ForkFailedException if it is not as it should be
   */
  static PythonResult read(Path json, Path latencies, ForkSettings fork)
      throws ForkFailedException {
    try {
      WantedJson result = json(json);
      WantedJson warmUp = result.field("warmUp");
      List<Iteration> warmUpIterations = new ArrayList<>();
      for (WantedJson each : result.field("warmup").list(fork.warmupIterations())) {
        warmUpIterations.add(Iteration.of(each));
      }
      return new PythonResult(
          Interpreter.of(result.field("runtime")),
          new WarmUp(
              warmUp.field("millis").whole(0, Long.MAX_VALUE), warmUp.field("steady").truth()),
          warmUpIterations,
          turns(result.field("turns").list(fork.measuredIterations()), latencies));
    } catch (NoSuchFileException e) {
      throw unusable("wanted the file " + Path.of(e.getFile()).getFileName() + ", found none");
    } catch (IOException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
  }

  private static WantedJson json(Path file) throws IOException, ForkFailedException {
    long bytes = Files.size(file);
    if (bytes > MOST_JSON_BYTES) {
      throw unusable("wanted at most " + MOST_JSON_BYTES + " bytes of JSON, found " + bytes);
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new WantedJson(JSON.readTree(in), "");
    } catch (JacksonException e) {
      throw unusable("wanted JSON, found something else: " + e.getOriginalMessage());
    }
  }

  private static List<Turn> turns(List<WantedJson> wanted, Path file)
      throws IOException, ForkFailedException {
    List<SortedMap<String, Integer>> kinds = new ArrayList<>();
    long sum = 0;
    for (WantedJson turn : wanted) {
      SortedMap<String, Integer> ofTurn = kinds(turn.field("kinds"));
      kinds.add(ofTurn);
      sum += ofTurn.values().stream().mapToLong(Integer::longValue).sum();
    }
    List<Turn> turns = new ArrayList<>();
    try (LatencyFile latencies = LatencyFile.open(file, sum)) {
      for (int at = 0; at < wanted.size(); at++) {
        SortedMap<String, Histogram> histograms = new TreeMap<>();
        for (Map.Entry<String, Integer> kind : kinds.get(at).entrySet()) {
          String place = "turns[" + at + "], " + kind.getKey();
          histograms.put(kind.getKey(), latencies.next(kind.getValue(), place));
        }
        WantedJson turn = wanted.get(at);
        turns.add(new Turn(Iteration.of(turn), histograms, counts(turn.field("counts"))));
      }
    }
    return turns;
  }

  private static SortedMap<String, Integer> kinds(WantedJson json) throws ForkFailedException {
    SortedMap<String, Integer> kinds = new TreeMap<>();
    for (Map.Entry<String, WantedJson> each : json.fields().entrySet()) {
      requireName(KIND, each.getKey(), json);
      kinds.put(each.getKey(), (int) each.getValue().whole(0, MOST_OF_A_KIND));
    }
    return kinds;
  }

  private static SortedMap<String, Count> counts(WantedJson json) throws ForkFailedException {
    SortedMap<String, Count> counts = new TreeMap<>();
    for (Map.Entry<String, WantedJson> each : json.fields().entrySet()) {
      requireName(COUNT, each.getKey(), json);
      List<WantedJson> valueAndUnit = each.getValue().list(2);
      String unit = valueAndUnit.get(1).text();
      requireName(UNIT, unit, valueAndUnit.get(1));
      counts.put(each.getKey(), new Count(valueAndUnit.get(0).number(), unit));
    }
    return counts;
  }

  private static void requireName(Pattern wanted, String found, WantedJson at)
      throws ForkFailedException {
    if (!wanted.matcher(found).matches()) {
      throw unusable(
          "wanted names like " + wanted + " in " + at.place() + ", found '" + found + "'");
    }
  }
}
