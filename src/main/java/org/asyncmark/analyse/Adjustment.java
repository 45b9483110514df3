package org.asyncmark.analyse;

import java.util.Arrays;
import java.util.Comparator;

/** How p is corrected for the number of contrasts in a family. */
public enum Adjustment {
  /**
   * Keeps the chance of even one false alarm in the family below the level.
   *
   * @see <a href="https://www.jstor.org/stable/4615733">Holm, A simple sequentially rejective
   *     multiple test procedure, Scandinavian Journal of Statistics 6 (1979)</a>
   */
  HOLM {
    @Override
    public double[] adjust(double[] p) {
      Integer[] order = ascending(p);
      double[] adjusted = new double[p.length];
      double greatest = 0;
      for (int i = 0; i < order.length; i++) {
        greatest = Math.max(greatest, Math.min(1, (p.length - i) * p[order[i]]));
        adjusted[order[i]] = greatest;
      }
      return adjusted;
    }
  },
  /**
   * Keeps the expected share of false alarms among the alarms below the level.
   *
   * @see <a href="https://doi.org/10.1111/j.2517-6161.1995.tb02031.x">Benjamini and Hochberg,
   *     Controlling the false discovery rate, JRSS B 57 (1995)</a>
   */
  BENJAMINI_HOCHBERG {
    @Override
    public double[] adjust(double[] p) {
      Integer[] order = ascending(p);
      double[] adjusted = new double[p.length];
      double least = 1;
      for (int i = order.length - 1; i >= 0; i--) {
        least = Math.min(least, p.length * p[order[i]] / (i + 1));
        adjusted[order[i]] = least;
      }
      return adjusted;
    }
  },
  /** Leaves p as it is: one in twenty contrasts without a difference raises a false alarm. */
  NONE {
    @Override
    public double[] adjust(double[] p) {
      return p.clone();
    }
  };

  /**
   * Returns the adjusted p of a whole family, in the order given.
   *
   * @param p of each contrast, in [0, 1]; not modified
   */
  public abstract double[] adjust(double[] p);

  /** Returns what contrasts of so many rounds are adjusted by: the fewest are for screening. */
  static Adjustment ofRounds(int rounds) {
    return rounds <= Multiplicity.FEWEST_ROUNDS ? NONE : HOLM;
  }

  private static Integer[] ascending(double[] p) {
    Integer[] order = new Integer[p.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> p[i]));
    return order;
  }
}
