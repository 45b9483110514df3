package org.asyncmark.pattern;

import java.util.Set;
import org.asyncmark.measure.WarmUp;
import org.asyncmark.model.Model;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** The benchmark of a pattern that does nothing, for tests of what its fields say. */
public class ToyBenchmark extends PatternBenchmark {
  /** What has no default but its first constant. */
  @Param
  @Means(value = "how it looks", shown = true)
  Colour colour;

  /** A number with a word. */
  @Param("7")
  @Means("how big it is")
  @Range(min = 2, max = 10, word = "huge", meaning = 1_000)
  int size;

  /** A number that is found. */
  @Param("-1")
  @Means("what it weighs")
  @Range(min = 0, max = 5_000_000_000L)
  long weight;

  /** No parameter of the pattern. */
  @Param("1")
  int unknown;

  enum Colour {
    RED,
    DARK_BLUE
  }

  enum Way implements Mechanism {
    FIRST(Model.PLATFORM),
    SECOND(Model.ofJava().toArray(Model[]::new));

    private final Set<Model> models;

    Way(Model... models) {
      this.models = Set.of(models);
    }

    @Override
    public Set<Model> models() {
      return models;
    }
  }

  /** Returns the pattern anew, so that a test can give it cells. */
  static Pattern newPattern() {
    return Pattern.of("toy", "do nothing", ToyBenchmark::new, Way.values());
  }

  @Override
  public Pattern pattern() {
    return newPattern();
  }

  @Override
  protected void settle(int cpus) {
    weight = weight < 0 ? size * 10L : weight;
    super.settle(cpus);
  }

  @Override
  protected WarmUp.Op open() {
    return () -> this;
  }

  @Benchmark
  public Object toy() {
    return this;
  }
}
