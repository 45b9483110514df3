package org.asyncmark.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.asyncmark.analyse.Count;

/**
 * What a recording of {@link JfrProfiler} holds, per op: numbers of events and their total times,
 * by the names that {@link JfrEvent} gives them, and those below. A type of event that the
 * recording's JDK does not have is missing, one that did not occur is 0. Events of the flight
 * recorder's own threads are left out.
 */
public final class JfrCounts {
  /** Time from asking for a safepoint to the end of it, in microseconds per op. */
  public static final String SAFEPOINT_TIME = "jfr.safepoints.time";

  /** Safepoints per op. */
  static final String SAFEPOINTS = "jfr.safepoints";

  /** Time for which the control group stopped the process, in microseconds per op. */
  public static final String THROTTLED_TIME = "jfr.throttled.time";

  /** Bytes of events that the flight recorder dropped, in all. */
  public static final String LOST = "jfr.lost";

  private static final String SAFEPOINT_BEGIN = "jdk.SafepointBegin";
  private static final String SAFEPOINT_END = "jdk.SafepointEnd";
  private static final String THROTTLING = "jdk.ContainerCPUThrottling";
  private static final String DATA_LOSS = "jdk.DataLoss";

  private final Map<JfrEvent, Long> number = new EnumMap<>(JfrEvent.class);
  private final Map<JfrEvent, Duration> time = new EnumMap<>(JfrEvent.class);
  private final Map<Long, Instant> safepointBegins = new HashMap<>();
  private final Set<Integer> iterations = new TreeSet<>();
  private final List<Span> spans = new ArrayList<>();
  private int planned;
  private long ops;
  private long safepoints;
  private Duration inSafepoints = Duration.ZERO;
  private long lostBytes;
  private long leastThrottledNanos = Long.MAX_VALUE;
  private long mostThrottledNanos = Long.MIN_VALUE;

  private JfrCounts() {}

  /**
   * Reads a recording, event by event.
   *
   * @throws IOException if it cannot be read, is not one of ours, or lacks an iteration
   */
  static Map<String, Count> read(Path recording) throws IOException {
    JfrCounts counts = new JfrCounts();
    Set<String> types;
    try (RecordingFile file =
        new RecordingFile(recording)) { // they may stand behind what they span
      types = file.readEventTypes().stream().map(EventType::getName).collect(Collectors.toSet());
      while (file.hasMoreEvents()) {
        counts.addIteration(file.readEvent());
      }
    }
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        counts.add(file.readEvent());
      }
    }
    if (counts.planned == 0 || counts.iterations.size() != counts.planned || counts.ops == 0) {
      throw new IOException(
          "wanted every measured iteration in the recording "
              + recording.getFileName()
              + ", found "
              + counts.iterations
              + " of "
              + counts.planned
              + " with "
              + counts.ops
              + " ops; give the disk of temporary files more room");
    }
    return counts.perOp(types);
  }

  /** From the start of a measured iteration to its end. */
  private record Span(Instant start, Instant end) {
    boolean has(Instant time) {
      return !time.isBefore(start) && !time.isAfter(end);
    }
  }

  private void addIteration(RecordedEvent event) {
    if (event.getEventType().getName().equals(IterationEvent.NAME)) {
      iterations.add(event.getInt("number"));
      planned = event.getInt("planned");
      ops += event.getLong("ops");
      spans.add(new Span(event.getStartTime(), event.getEndTime()));
    }
  }

  /** Ops that run a turn up are recorded, too, and are none of those that count. */
  private boolean isMeasured(Instant time) {
    return spans.stream().anyMatch(span -> span.has(time));
  }

  private void add(RecordedEvent event) {
    String type = event.getEventType().getName();
    switch (type) {
      case SAFEPOINT_BEGIN ->
          safepointBegins.put(event.getLong("safepointId"), event.getStartTime());
      case SAFEPOINT_END -> {
        Instant begin = safepointBegins.remove(event.getLong("safepointId"));
        if (begin != null && isMeasured(begin)) {
          safepoints++;
          inSafepoints = inSafepoints.plus(Duration.between(begin, event.getEndTime()));
        }
      }
      case THROTTLING -> {
        long nanos = event.getDuration("cpuThrottledTime").toNanos();
        leastThrottledNanos = Math.min(leastThrottledNanos, nanos);
        mostThrottledNanos = Math.max(mostThrottledNanos, nanos);
      }
      case DATA_LOSS -> lostBytes += event.getLong("amount");
      default -> JfrEvent.ofType(type).ifPresent(counted -> count(counted, event));
    }
  }

  private void count(JfrEvent counted, RecordedEvent event) {
    if (!ofRecorder(event) && isMeasured(event.getStartTime())) {
      number.merge(counted, 1L, Long::sum);
      if (counted.timed()) {
        time.merge(counted, event.getDuration(), Duration::plus);
      }
    }
  }

  private static boolean ofRecorder(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return name != null && name.startsWith("JFR ");
  }

  private Map<String, Count> perOp(Set<String> types) {
    Map<String, Count> perOp = new TreeMap<>();
    for (JfrEvent event : JfrEvent.values()) {
      if (types.contains(event.type())) {
        perOp.put(event.count(), each(number.getOrDefault(event, 0L), "#/op"));
        if (event.timed()) {
          perOp.put(event.time(), micros(time.getOrDefault(event, Duration.ZERO)));
        }
      }
    }
    perOp.put(SAFEPOINTS, each(safepoints, "#/op"));
    perOp.put(SAFEPOINT_TIME, micros(inSafepoints));
    if (leastThrottledNanos <= mostThrottledNanos) {
      perOp.put(THROTTLED_TIME, micros(Duration.ofNanos(mostThrottledNanos - leastThrottledNanos)));
    }
    perOp.put(LOST, new Count(lostBytes, "B"));
    return perOp;
  }

  private Count each(long total, String unit) {
    return new Count((double) total / ops, unit);
  }

  private Count micros(Duration total) {
    return new Count(total.toNanos() / 1_000.0 / ops, "us/op");
  }
}
