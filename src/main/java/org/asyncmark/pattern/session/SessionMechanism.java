package org.asyncmark.pattern.session;

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.BiFunction;
import org.asyncmark.leaf.HttpSessions;
import org.asyncmark.leaf.JdkHttpLeaf;
import org.asyncmark.model.Model;
import org.asyncmark.pattern.Opening;
import org.asyncmark.pattern.Stage;
import org.asyncmark.pattern.gather.BlockingGather;
import org.asyncmark.pattern.gather.FutureGather;
import org.asyncmark.pattern.gather.Gather;
import org.asyncmark.pattern.gather.LoopGather;
import org.jspecify.annotations.Nullable;

/** Whose client makes the requests. */
enum SessionMechanism implements Opening.Of<HttpSessions, Gather> {
  /** The suite's blocking client. A session of one request is its connection. */
  BLOCKING_CLIENT(
      THREADS,
      "blocking SocketChannel",
      (s, by) -> new BlockingGather(s.tasks(), s.open(by.own().blocking(s.times())))),
  /**
   * The suite's client on a loop, asked from outside. A session of one request is its connection.
   */
  FUTURE_CLIENT(
      FUTURE,
      "selector loop",
      (s, by) -> new FutureGather(s.open(by.own().future(s.times(), s.tasks())))),
  /** The suite's client on the model's loop. A session of one request is its connection. */
  LOOP_CLIENT(
      LOOP,
      "selector loop",
      (s, by) -> new LoopGather(s.loop(), s.open(by.own().loop(s.times(), s.loop())))),
  /**
   * {@code java.net.http.HttpClient}: {@code send} in the models of threads, {@code sendAsync} with
   * futures. A session is a client, with its thread and selector.
   */
  JDK_HTTPCLIENT(
      Set.of(Model.PLATFORM, Model.VIRTUAL, Model.FUTURE),
      "java.net.http, a thread with a selector for each session",
      SessionMechanism::jdk);

  private final Opening<HttpSessions, Gather> opening;
  private final String facility;

  SessionMechanism(
      Set<Model> models, String facility, BiFunction<Stage, HttpSessions, Gather> how) {
    this.opening = new Opening<>(models, how);
    this.facility = facility;
  }

  /** Returns how many threads run what the JDK's clients have to run. */
  static int innerThreads() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static Gather jdk(Stage stage, HttpSessions sessions) {
    ExecutorService inner = stage.tasks(innerThreads());
    JdkHttpLeaf leaf = sessions.jdk();
    return stage.model() == Model.FUTURE
        ? new FutureGather(stage.open(leaf.future(stage.times(), inner, stage.tasks())))
        : new BlockingGather(stage.tasks(), stage.open(leaf.blocking(stage.times(), inner)));
  }

  @Override
  public Opening<HttpSessions, Gather> opening() {
    return opening;
  }

  @Override
  public String facility() {
    return facility;
  }

  @Override
  public @Nullable String absenceOn(int jdkFeature) {
    return this == JDK_HTTPCLIENT && jdkFeature < JdkHttpLeaf.SINCE_JDK
        ? "n/a (java.net.http.HttpClient can be closed from JDK " + JdkHttpLeaf.SINCE_JDK + ")"
        : null;
  }
}
