package org.asyncmark.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.asyncmark.analyse.Arm;
import org.asyncmark.analyse.Value;
import org.asyncmark.measure.TurnGate;
import org.asyncmark.pattern.PatternBenchmark;
import org.asyncmark.plan.ForkSettings;

/**
 * What a Python is told to do.
 *
 * @param loop its event loop, {@code asyncio} or {@code uvloop}
 * @param cpus numbers of those that it is to be bound to; empty for none
 * @param backendPort of the server of http leaves
 * @param gatePort of the gate at which it waits for its turns
 * @param result start of the names of the files that it leaves, absolute
 */
record PythonSpec(
    Arm arm,
    String loop,
    ForkSettings fork,
    List<Integer> cpus,
    int backendPort,
    int gatePort,
    Path result) {
  PythonSpec {
    cpus = List.copyOf(cpus);
  }

  /** Returns it as one JSON text. */
  String json() {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode spec = mapper.createObjectNode();
    spec.put("pattern", arm.pattern());
    spec.put("mechanism", String.valueOf(arm.own().get(PatternBenchmark.MECHANISM)));
    spec.put("loop", loop);
    ObjectNode params = spec.putObject("params");
    arm.params().forEach((name, value) -> put(params, name, value));
    spec.put("backendPort", backendPort);
    spec.put("gatePort", gatePort);
    spec.put("result", result.toString());
    if (cpus.isEmpty()) {
      spec.putNull("cpus");
    } else {
      cpus.forEach(spec.putArray("cpus")::add);
    }
    spec.put("warmUpCapMillis", fork.warmUpCapMillis());
    spec.put("warmupIterations", fork.warmupIterations());
    spec.put("warmupMillis", fork.warmupMillis());
    spec.put("measuredIterations", fork.measuredIterations());
    spec.put("measuredMillis", fork.measuredMillis());
    spec.put("leastOps", fork.leastOps());
    spec.put("furtherMillis", fork.furtherMillis());
    spec.put("runUpMillis", TurnGate.RUN_UP_MILLIS);
    try {
      return mapper.writeValueAsString(spec);
    } catch (JsonProcessingException e) {
      throw new AssertionError("words and numbers have a JSON form", e);
    }
  }

  private static void put(ObjectNode params, String name, Value value) {
    if (value.number().isPresent()) {
      params.put(name, value.number().getAsLong());
    } else {
      params.put(name, value.toString());
    }
  }
}
