package org.asyncmark.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a run is looked at with the choice to end it.
 *
 * @param rounds after which it is looked at, ascending; the last is the run's last round, after
 *     which it ends in any case
 * @param halfWidth of the interval of every contrast it is measured for, as a ratio less 1, at
 *     which it ends: 0.03 is 3 %; null if it goes on to its last round in any case
 */
public record Looks(
    List<Integer> rounds, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double halfWidth) {
  /** None after 6: at 0.05 shared among three looks, 6 rounds can show nothing. */
  private static final List<Integer> EARLY = List.of(10, 15, 20);

  /** Rounds of a run that is looked at and was not told how many it may have. */
  public static final int MOST_ROUNDS = 20;

  public Looks {
    rounds = List.copyOf(rounds);
    int before = 0;
    for (int round : rounds) {
      if (round <= before) {
        throw new IllegalArgumentException("wanted looks after ascending rounds, got " + rounds);
      }
      before = round;
    }
  }

  /** Returns the looks of a run that goes on to its last round: one, at its end. */
  static Looks atTheEnd(int rounds) {
    return new Looks(List.of(rounds), null);
  }

  /**
   * Returns the looks of a run that ends once it knows enough.
   *
   * @param rounds most of them
   * @param halfWidth above 0
   * @throws IllegalArgumentException if there are too few rounds for a look before the last
   */
  static Looks until(double halfWidth, int rounds) {
    List<Integer> looks = new ArrayList<>(EARLY.stream().filter(each -> each < rounds).toList());
    if (looks.isEmpty()) {
      throw new IllegalArgumentException(
          "--until-ci looks after rounds 10, 15 and 20, got "
              + rounds
              + (rounds == 1 ? " round" : " rounds")
              + "; give --rounds 11 or more, or leave it out for "
              + MOST_ROUNDS);
    }
    looks.add(rounds);
    return new Looks(looks, halfWidth);
  }

  /** Tells whether a run may end after a round that is not its last. */
  public boolean early() {
    return halfWidth != null;
  }
}
