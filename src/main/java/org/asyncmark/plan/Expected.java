package org.asyncmark.plan;

/**
 * What is known of an arm before it is measured.
 *
 * @param place of its cell among those of its pattern by how much they tell, 1 for the one that
 *     tells most; 0 if that is not known
 * @param threads platform threads that its fork takes at most
 * @param opMicros how long an op takes, roughly; 0 for next to nothing
 */
public record Expected(int place, int threads, long opMicros) {
  /** Nothing. */
  public static final Expected NOTHING = new Expected(0, 0, 0);
}
