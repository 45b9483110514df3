package org.asyncmark.measure;

import java.util.SplittableRandom;

/**
 * A server that does one request after the other, in the order in which they come, as queueing
 * theory knows it: requests come as a Poisson process, and each is served for the same time (M/D/1)
 * or for a time that is exponentially distributed (M/M/1). How long requests wait is known, which
 * is what an open loop is held against.
 *
 * @param serviceNanos mean time of being served, 1 and up
 * @param load part of the time in which it is at work, above 0 and below 1
 * @param exponential whether times of being served differ
 * @see <a href="https://doi.org/10.1002/9781118625651">Gross and others, Fundamentals of Queueing
 *     Theory (2008), 2.2 and 5.1</a>
 */
record SingleServer(long serviceNanos, double load, boolean exponential) {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Returns the requests a second that come to it. */
  double perSecond() {
    return load * NANOS_PER_SECOND / serviceNanos;
  }

  /** Returns how long each request is served, in nanoseconds; the same for the same seed. */
  long[] services(int requests, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] services = new long[requests];
    for (int request = 0; request < requests; request++) {
      double share = exponential ? -StrictMath.log(1 - random.nextDouble()) : 1;
      services[request] = Math.round(share * serviceNanos);
    }
    return services;
  }

  /**
   * Returns how long each request waits for those before it, in nanoseconds, by Lindley's
   * recursion: the wait and the service of the one before, less the time between the two.
   *
   * @see <a href="https://doi.org/10.1017/S0305004100027638">Lindley, The theory of queues with a
   *     single server (1952)</a>
   */
  static long[] waits(Arrivals arrivals, long[] services) {
    long[] waits = new long[services.length];
    for (int request = 1; request < services.length; request++) {
      long gap = arrivals.offsetNanos(request) - arrivals.offsetNanos(request - 1);
      waits[request] = Math.max(0, waits[request - 1] + services[request - 1] - gap);
    }
    return waits;
  }

  /** Returns the mean wait in nanoseconds, by the formula of Pollaczek and Khinchine. */
  double meanWaitNanos() {
    double variation = exponential ? 1 : 0; // squared
    return load * serviceNanos * (1 + variation) / (2 * (1 - load));
  }

  /**
   * Returns the wait in nanoseconds that 99 % of the requests do not exceed. Of times that are all
   * the same that is found by halving, from the distribution of Erlang (1909) and Crommelin (1932).
   */
  double p99WaitNanos() {
    double target = 0.99;
    if (exponential) {
      return Math.max(0, serviceNanos / (1 - load) * Math.log(load / (1 - target)));
    }
    double low = 0;
    double high = 20 / (1 - load); // in times of being served
    for (int halving = 0; halving < 60; halving++) {
      double middle = (low + high) / 2;
      if (noLonger(middle) < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high * serviceNanos;
  }

  /** Returns the part of the requests that wait no longer than so many times of being served. */
  private double noLonger(double services) {
    double sum = 0;
    for (int k = 0; k <= services; k++) {
      double x = load * (services - k);
      double term = Math.exp(x);
      for (int factor = 1; factor <= k; factor++) {
        term *= -x / factor;
      }
      sum += term;
    }
    return (1 - load) * sum;
  }
}
