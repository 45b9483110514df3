package org.asyncmark.doctor;

import java.util.Locale;
import org.asyncmark.measure.Crowding;

/** What it means for a run how often somebody else uses the machine's cores. */
final class CoreCheck {
  /** More than an interrupt now and then. */
  private static final double OFTEN = 0.05;

  private CoreCheck() {}

  static DoctorFinding check(Crowding crowding) {
    int looks = crowding.ratios().size();
    String found =
        String.format(
            Locale.ROOT,
            "work that fills a core took up to %.2f times as long as at best, more than 1.2 times in"
                + " %d of %d looks",
            crowding.worst(),
            crowding.crowded(),
            looks);
    return crowding.crowded() <= OFTEN * looks
        ? DoctorFinding.ok("cores", found)
        : DoctorFinding.warn(
            "cores",
            found
                + ": another program or another guest of the host shares the cores, which is no"
                + " steal. Forks wait for it up to 3 s; close other programs, or use another host"
                + " or another time");
  }
}
