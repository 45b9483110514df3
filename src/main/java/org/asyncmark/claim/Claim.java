package org.asyncmark.claim;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.asyncmark.Source;
import org.asyncmark.analyse.Arm;

/**
 * A sentence that others may cite, with all that it rests on; {@code claims/<id>.json} of a run.
 *
 * @param formatVersion of this record, {@value #FORMAT_VERSION}
 * @param id of the claim: the same contrast of the same forks has the same
 * @param doesNotShow what a reader might take it for, in words
 * @param runId name of the run's folder
 * @param startedUtc when the run began, an ISO-8601 instant
 * @param methodVersion of {@code src/docs/method.md}
 * @param source what was measured, with the hash of its jar
 * @param host one line: processor, number of CPUs, memory, operating system
 * @param jdkBuilds full build by name of the JDK
 * @param sha256 hashes of the files that the numbers come from: of those beside the forks their
 *     bytes, of a fork what it says, which packing the run does not change
 */
public record Claim(
    int formatVersion,
    String id,
    String sentence,
    List<String> doesNotShow,
    String runId,
    String startedUtc,
    String preset,
    int methodVersion,
    Source source,
    String host,
    Map<String, String> jdkBuilds,
    Asked asked,
    Arm base,
    Arm other,
    Numbers numbers,
    SortedMap<String, String> sha256) {
  /** The version of this record that is written and read. */
  public static final int FORMAT_VERSION = 1;

  public Claim {
    doesNotShow = List.copyOf(doesNotShow);
    jdkBuilds = Collections.unmodifiableMap(new LinkedHashMap<>(jdkBuilds));
    sha256 = Collections.unmodifiableSortedMap(new TreeMap<>(sha256));
  }
}
