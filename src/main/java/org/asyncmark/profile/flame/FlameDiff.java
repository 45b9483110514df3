package org.asyncmark.profile.flame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.asyncmark.profile.Profile;
import org.asyncmark.profile.ProfileEvent;

/**
 * The differential flame graphs of two profiles and one event, one in each direction, for equal
 * numbers of ops.
 *
 * @param pair the arms
 * @param event what is counted
 * @param base of the first arm
 * @param other of the second arm
 */
record FlameDiff(FlamePair pair, ProfileEvent event, Side base, Side other) {
  /**
   * Counts are multiplied by this before one side is scaled, so that a stack of one sample is not
   * rounded to nothing.
   */
  private static final long FINENESS = 1_000;

  /**
   * One of the two.
   *
   * @param name its value of the key in which they differ
   * @param stacks made comparable
   * @param ops 1 and up
   */
  record Side(String name, CollapsedStacks stacks, long ops) {
    String inWords(ProfileEvent event) {
      return String.format(Locale.ROOT, "%s in %,d ops", event.inWords(stacks.total()), ops);
    }
  }

  /**
   * Draws one direction.
   *
   * @param forth whether the other arm is seen from the base; its stacks give the picture its shape
   * @param html the file to write
   */
  void draw(boolean forth, Path html) throws IOException {
    Side from = forth ? base : other;
    Side to = forth ? other : base;
    Path fromStacks = Files.createTempFile("asyncmark", ".collapsed");
    Path toStacks = Files.createTempFile("asyncmark", ".collapsed");
    try {
      from.stacks().times((double) FINENESS * to.ops() / from.ops()).write(fromStacks);
      to.stacks().times(FINENESS).write(toStacks);
      FlameGraph.drawDifference(
          fromStacks,
          toStacks,
          title(from, to),
          new FlamePage("../../index.html", few(from, to)),
          html);
    } finally {
      Files.delete(fromStacks);
      Files.delete(toStacks);
    }
  }

  private static String few(Side from, Side to) {
    return Profile.fewOps(Math.min(from.ops(), to.ops())).orElse("");
  }

  private String title(Side from, Side to) {
    return pair.common()
        + ", "
        + event.id()
        + ", "
        + pair.difference().key()
        + " "
        + from.name()
        + " to "
        + to.name()
        + ": "
        + from.inWords(event)
        + " to "
        + to.inWords(event)
        + ", the first scaled to as many ops; the numbers are 1/"
        + FINENESS
        + " "
        + event.unit()
        + "; red: more than "
        + from.name()
        + ", blue: less, yellow: not there; profiled, not scored";
  }
}
