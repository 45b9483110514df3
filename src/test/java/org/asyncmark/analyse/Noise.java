package org.asyncmark.analyse;

import java.util.Random;

/** Noise of a fork with mean 0 and standard deviation 1, in the shapes that are met. */
enum Noise {
  NORMAL {
    @Override
    double draw(Random random) {
      return random.nextGaussian();
    }
  },
  /** Student's t with 5 degrees of freedom: now and then a fork is far off. */
  HEAVY_TAILED {
    @Override
    double draw(Random random) {
      double squares = 0;
      for (int i = 0; i < 5; i++) {
        double gaussian = random.nextGaussian();
        squares += gaussian * gaussian;
      }
      // the variance of t5 is 5/3
      return random.nextGaussian() / Math.sqrt(squares / 5) / Math.sqrt(5.0 / 3);
    }
  },
  /** Exponential: a fork can be slow, but hardly fast. */
  SKEWED {
    @Override
    double draw(Random random) {
      return -Math.log(1 - random.nextDouble()) - 1;
    }
  };

  abstract double draw(Random random);

  /** Returns differences of two arms, each with this noise; what a round does to both is gone. */
  double[] differences(Random random, int rounds, double effect) {
    double[] differences = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      differences[i] = effect + draw(random) - draw(random);
    }
    return differences;
  }
}
