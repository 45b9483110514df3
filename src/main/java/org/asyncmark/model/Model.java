package org.asyncmark.model;

import java.util.Arrays;
import java.util.List;
import org.asyncmark.Choice;

/**
 * A concurrency model: the way in which a pattern is written and what runs it. The order of the
 * constants is the order in tables, legends and figures.
 */
public enum Model {
  /** Blocking code on a fixed pool of platform threads. */
  PLATFORM("platform", "platform threads", "#0072B2", "", 17),
  /** Blocking code with one virtual thread per task. */
  VIRTUAL("virtual", "virtual threads", "#D55E00", "8 3", 21),
  /** Composition of {@code CompletableFuture}s on an explicit executor. */
  FUTURE("future", "CompletableFuture", "#009E73", "2 3", 17),
  /** Callbacks on one hand-rolled selector loop, which is one platform thread. */
  LOOP("loop", "selector loop", "#CC79A7", "10 3 2 3", 17),
  /** Coroutines of CPython's asyncio, the model that the others are held against. */
  ASYNCIO("asyncio", "asyncio", "#56B4E9", "5 2 1 2", Model.NO_JDK);

  /** Stands for a model that runs on no JDK. */
  private static final int NO_JDK = Integer.MAX_VALUE;

  private final String id;
  private final String label;
  private final String colour;
  private final String dashes;
  private final int sinceJdk;

  Model(String id, String label, String colour, String dashes, int sinceJdk) {
    this.id = id;
    this.label = label;
    this.colour = colour;
    this.dashes = dashes;
    this.sinceJdk = sinceJdk;
  }

  /** Returns the word for this model on the command line, in file names and in JMH parameters. */
  public String id() {
    return id;
  }

  /** Returns the words for this model in legends and sentences. */
  public String label() {
    return label;
  }

  /** Returns the colour of this model in every figure: {@code #RRGGBB}, of Okabe and Ito. */
  public String colour() {
    return colour;
  }

  /**
   * Returns the SVG {@code stroke-dasharray} of this model, so that colour is not the only mark;
   * empty is solid.
   */
  public String dashes() {
    return dashes;
  }

  /**
   * Tells whether a JDK can run this model.
   *
   * @param jdkFeature a feature release, for example 17
   */
  public boolean availableOn(int jdkFeature) {
    return jdkFeature >= sinceJdk;
  }

  /**
   * Returns why this model is absent from a JDK, as it stands in tables.
   *
   * @throws IllegalStateException if no model with that reason exists, because every JDK from 17
   *     has it
   */
  public String absence() {
    if (this == ASYNCIO) {
      return "n/a (asyncio runs on CPython)";
    }
    if (this != VIRTUAL) {
      throw new IllegalStateException(id + " is on every JDK from 17");
    }
    return "n/a (virtual threads are final from JDK " + sinceJdk + ")";
  }

  /** Returns what a class of Java throws that is asked for {@link #ASYNCIO}. */
  public static IllegalArgumentException notInJava() {
    return new IllegalArgumentException("model asyncio runs on CPython, not in a JVM");
  }

  /** Returns the models that are written in Java, in order: all but {@link #ASYNCIO}. */
  public static List<Model> ofJava() {
    return Arrays.stream(values()).filter(model -> model.sinceJdk != NO_JDK).toList();
  }

  /** Returns the models that the running JDK has, in order. */
  public static List<Model> available() {
    int feature = Runtime.version().feature();
    return ofJava().stream().filter(model -> model.availableOn(feature)).toList();
  }

  /**
   * Returns the model with the given id.
   *
   * @throws IllegalArgumentException if there is none; the message names the choices
   */
  public static Model of(String id) {
    return Choice.of("model", id, List.of(values()), Model::id);
  }

  /** Returns the ids of all models, in order. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Model::id).toList();
  }
}
