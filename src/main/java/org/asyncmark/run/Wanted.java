package org.asyncmark.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Pattern;

/**
 * What a user asks to be measured.
 *
 * @param patterns in order
 * @param models in order
 * @param jdks baseline first
 * @param preset how much and how long
 * @param rounds forks of each arm, 1 and up
 * @param params values that replace those of the preset, by name
 */
public record Wanted(
    List<Pattern> patterns,
    List<Model> models,
    List<Jdk> jdks,
    Preset preset,
    int rounds,
    Map<String, List<String>> params) {
  public Wanted {
    patterns = List.copyOf(patterns);
    models = List.copyOf(models);
    jdks = List.copyOf(jdks);
    params = new TreeMap<>(params);
    if (rounds < 1) {
      throw new IllegalArgumentException("--rounds must be 1 or more, got " + rounds);
    }
  }

  /**
   * Makes the plan.
   *
   * @param heading id, time, source, seed and JMH options of the run
   * @throws IllegalArgumentException if a parameter or a value is unknown; the message names the
   *     choices
   */
  public Plan plan(Heading heading) {
    Planner.Arms arms = new Planner(this).arms();
    return new Plan(
        Plan.FORMAT_VERSION,
        heading.runId(),
        heading.startedUtc(),
        heading.source(),
        preset.id(),
        rounds,
        heading.seed(),
        preset.fork(),
        ForkFlags.all(),
        heading.jmhOptions(),
        jdks.stream().map(PlannedJdk::of).toList(),
        arms.planned(),
        arms.absent());
  }

  /**
   * What distinguishes one run of a plan from another.
   *
   * @param seed of the order of the arms
   * @param jmhOptions handed to JMH as they are
   */
  public record Heading(
      String runId, String startedUtc, Source source, long seed, List<String> jmhOptions) {}
}
