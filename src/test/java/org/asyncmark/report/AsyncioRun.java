package org.asyncmark.report;

import java.util.List;
import java.util.stream.IntStream;
import org.asyncmark.analyse.ArmForks;
import org.asyncmark.analyse.RunRecord;
import org.asyncmark.analyse.Runs;
import org.asyncmark.model.Model;

/** Runs with asyncio in them: of ten rounds, all models on two JDKs, with a placebo. */
public final class AsyncioRun {
  private AsyncioRun() {}

  /** Returns ten medians about one. */
  public static double[] about(double p50) {
    return IntStream.range(0, 10).mapToDouble(i -> p50 * (1 + 0.002 * (i % 5))).toArray();
  }

  /** Returns a run of two JDKs and no Python, to which those of a test are added. */
  public static SampleRun jdks() {
    return new SampleRun()
        .jdk("17", "17.0.15+6 Maker")
        .jdk("25", "25.0.3+9 Maker")
        .preset("standard", 10)
        .arm(Model.PLATFORM, "17", SampleRun.HTTP_100, 2000, about(2000))
        .absent(Model.VIRTUAL, "17", SampleRun.HTTP_100)
        .arm(Model.FUTURE, "17", SampleRun.HTTP_100, 2000, about(1200))
        .arm(Model.LOOP, "17", SampleRun.HTTP_100, 2000, about(1000))
        .arm(Model.PLATFORM, "25", SampleRun.HTTP_100, 2000, about(1900))
        .arm(Model.VIRTUAL, "25", SampleRun.HTTP_100, 2000, about(800))
        .arm(Model.FUTURE, "25", SampleRun.HTTP_100, 2000, about(1100))
        .arm(Model.LOOP, "25", SampleRun.HTTP_100, 2000, about(950));
  }

  /** Returns the same with asyncio, which takes 3 ms. */
  public static SampleRun sample() {
    return jdks()
        .jdk("py3.11", "3.11.7 CPython")
        .arm(Model.ASYNCIO, "py3.11", SampleRun.HTTP_100, 2000, about(3000));
  }

  /** Returns the same with asyncio on a second Python, where it takes 4 ms. */
  public static SampleRun twoPythons() {
    return sample()
        .jdk("py3.13t", "3.13.0 CPython free-threaded")
        .arm(Model.ASYNCIO, "py3.13t", SampleRun.HTTP_100, 2000, about(4000));
  }

  /** Returns the record of a run with a placebo of its first arm. */
  public static RunRecord withPlacebo(SampleRun sample) {
    List<ArmForks> again =
        new SampleRun()
            .arm(Model.PLATFORM, "17", SampleRun.HTTP_100, 2000, about(2004))
            .record()
            .arms();
    return Runs.withPlacebos(sample.record(), again);
  }
}
