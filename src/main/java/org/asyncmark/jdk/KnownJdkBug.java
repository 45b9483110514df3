package org.asyncmark.jdk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bug of some builds that can spoil a run.
 *
 * @param id its issue, as at https://bugs.openjdk.org/browse/
 * @param effect what may happen
 * @param likely whether a short fork may meet it
 * @param fixedIn the first good version of each feature release that has the bug
 * @param fixedEarlyBy a vendor that took the fix before that version; empty if none is known
 */
public record KnownJdkBug(
    String id, String effect, boolean likely, Map<Integer, String> fixedIn, String fixedEarlyBy) {
  /** The bugs that the suite warns of. */
  public static final List<KnownJdkBug> ALL =
      List.of(
          new KnownJdkBug(
              "JDK-8369227",
              "a parked virtual thread may never be resumed, so that a fork hangs",
              true,
              Map.of(25, "25.0.3", 26, "26.0.1"),
              ""),
          new KnownJdkBug(
              "JDK-8373120",
              "a virtual thread that waits for a monitor may never be resumed, so that a fork hangs",
              true,
              Map.of(25, "25.0.4"),
              "Amazon"),
          new KnownJdkBug(
              "JDK-8330017",
              "a ForkJoinPool that has run for weeks may stop taking tasks; forks end long before",
              false,
              Map.of(17, "17.0.17", 21, "21.0.8"),
              ""));

  /** Returns what to tell about this bug in a JDK; empty if the JDK does not have it. */
  public Optional<String> in(Jdk jdk) {
    String fixed = fixedIn.get(jdk.feature());
    boolean early = !fixedEarlyBy.isEmpty() && jdk.vendor().startsWith(fixedEarlyBy);
    if (fixed == null
        || early
        || jdk.version().compareToIgnoreOptional(Runtime.Version.parse(fixed)) >= 0) {
      return Optional.empty();
    }
    return Optional.of(jdk.label() + " has " + id + ": " + effect + "; use " + fixed + " or newer");
  }
}
